"""Asking for a right, in one sentence."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.foundation.errors import Forbidden
from mingcha.orgs.parameters import parameter


def require(by: User, permission: Permission) -> None:
    """Raise Forbidden unless one of the actor's roles gives the permission."""
    if not by.is_active or not by.may(permission):
        raise Forbidden


def sees_classes(user: User) -> bool:
    """Tell whether somebody sees risk classes: by the roles that the region names (G-10, D.7)."""
    roles = parameter("risk_class.roles_see", region=user.region, department=user.department)
    return user.is_active and not user.role_keys.isdisjoint(roles)


def require_other_person(by: User, first_username: str, what: str) -> None:
    """Raise Forbidden where somebody would judge what they did themselves (R-083)."""
    if by.username == first_username:
        raise Forbidden(f"{what}须由另一人办理，您是经办人")
