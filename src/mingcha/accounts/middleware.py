"""Holds every view to its access mark."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from mingcha.foundation.access import Audience, mark_of
from mingcha.foundation.errors import Forbidden
from mingcha.foundation.middleware import refusal_page

_ALWAYS_OPEN = frozenset({"change-password", "sign-out"})
_OWN_GUARD = "api"  # the API's operations carry guards of their own, held by a test


class AccessMiddleware:
    """Lets nobody into a view that is not marked for them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next handler."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; pages of staff stay out of shared caches."""
        response = self._get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_: object
    ) -> HttpResponse | None:
        """Refuse, send to the sign-in page, or let through."""
        match = request.resolver_match
        if match and _OWN_GUARD in match.app_names:
            return None
        mark = mark_of(view)
        if mark is None:
            raise ImproperlyConfigured(f"the view of {request.path} carries no access mark")
        if mark.audience is Audience.PUBLIC:
            return None
        user = request.user
        if not user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if user.must_change_password and match and match.url_name not in _ALWAYS_OPEN:
            return redirect("change-password")
        if mark.permissions and not user.may(*mark.permissions):
            return refusal_page(request, Forbidden())
        return None
