"""The person behind a request, typed."""

from __future__ import annotations

from django.http import HttpRequest

from mingcha.accounts.models import User


def person(request: HttpRequest) -> User:
    """Return who is signed in; the access mark of the view holds that somebody is."""
    user = request.user
    if not isinstance(user, User):
        raise TypeError("a view for people was reached by nobody")
    return user
