"""Asking for a right, in one sentence."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.foundation.errors import Forbidden


def require(by: User, permission: Permission) -> None:
    """Raise Forbidden unless one of the actor's roles gives the permission."""
    if not by.is_active or not by.may(permission):
        raise Forbidden


def require_other_person(by: User, first_username: str, what: str) -> None:
    """Raise Forbidden where somebody would judge what they did themselves (R-083)."""
    if by.username == first_username:
        raise Forbidden(f"{what}须由另一人办理，您是经办人")
