"""Who may be a party of a task's draw."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from mingcha.accounts.models import RoleGrant, User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.roles import ROLES
from mingcha.tasks.models import Task


def possible_operators(task: Task) -> QuerySet[User]:
    """Return who may hold the draw: operators of the lead department."""
    return _holding(Permission.DRAW_OPERATE).filter(department=task.lead_department_id)


def possible_witnesses(task: Task) -> QuerySet[User]:
    """Return who may attest the draw: witnesses of the region who are of another department."""
    return (
        _holding(Permission.DRAW_WITNESS)
        .filter(region__prefix__startswith=task.region.prefix)
        .exclude(department=task.lead_department_id)
    )


def _holding(permission: Permission) -> QuerySet[User]:
    roles = [role.key for role in ROLES.values() if permission in role.permissions]
    held = RoleGrant.objects.filter(user=OuterRef("pk"), role__in=roles, revoked_at=None)
    return User.objects.filter(Exists(held), is_active=True).select_related("department", "unit")
