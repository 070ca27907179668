"""Who calls: the account behind the token in the header."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.selectors.tokens import token_holder


class Closed(HttpBearer):
    """Lets nobody in: what holds for an operation that says nothing about who may call it."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:  # noqa: ARG002 - ninja's signature
        """Refuse."""
        return None


class Token(HttpBearer):
    """``Authorization: Bearer …``; the operation needs one permission, which a test looks up."""

    def __init__(self, permission: Permission) -> None:
        """Take the permission that both the token and the account must have."""
        super().__init__()
        self.permission = permission

    def authenticate(self, request: HttpRequest, token: str) -> Any:  # noqa: ARG002 - ninja's signature
        """Return the account, None for a token that is none; raises Forbidden without the right."""
        user = token_holder(token)
        if user is not None:
            require(user, self.permission)
        return user


def caller(request: HttpRequest) -> User:
    """Return the account that was authenticated."""
    user = getattr(request, "auth", None)
    if not isinstance(user, User):
        raise TypeError("an operation for systems was reached by nobody")
    return user
