"""Who calls: the account behind the token in the header."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer

from mingcha.accounts.models import ApiToken, User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.selectors.tokens import usable_token


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
        """Return the token, None for one that is none; raises Forbidden without the right."""
        found = usable_token(token)
        if found is not None:
            require(found.user, self.permission)
        return found


def caller(request: HttpRequest) -> User:
    """Return the account that was authenticated."""
    return _token(request).user


def sender(request: HttpRequest) -> str:
    """Return what the caller's token is for: which of the account's systems calls."""
    return _token(request).purpose


def _token(request: HttpRequest) -> ApiToken:
    token = getattr(request, "auth", None)
    if not isinstance(token, ApiToken):
        raise TypeError("an operation for systems was reached by nobody")
    return token
