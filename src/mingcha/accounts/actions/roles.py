"""Giving roles and taking them back; the three administrators stay apart."""

from __future__ import annotations

from mingcha.accounts.events import RoleGranted, RoleRevoked
from mingcha.accounts.models import RoleGrant, User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.roles import ROLES, conflict
from mingcha.audit.record import record
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError
from mingcha.orgs.parameters import parameter


@action
def grant_role(*, by: User, user: User, role: str) -> None:
    """Give a role. Raises DomainError where the person holds one that must stay apart from it."""
    require(by, Permission.SECURITY_ADMIN)
    if by.pk == user.pk:
        raise DomainError("own_roles", "不能给自己授予角色")
    user = locked(user)
    held = frozenset(user.grants.filter(revoked_at=None).values_list("role", flat=True))
    if role in held:
        return
    pair = conflict(held | {role})
    if pair:
        first, second = pair
        raise DomainError(
            "roles_apart", f"“{first.title}”和“{second.title}”不能由同一人担任", "role"
        )
    both = (held | {role}).issuperset(("coord_office", "inspector"))
    if both and not _office_may_inspect(user):
        raise DomainError("office_inspects", "双随办只统筹，不实施检查：不能兼任检查人员", "role")
    RoleGrant.objects.create(user=user, role=role, granted_by=by.username)
    record(RoleGranted(subject=user.username, role=ROLES[role].title), by=by)


def _office_may_inspect(user: User) -> bool:
    """Tell whether the region lets its coordination office inspect (G-7; by default not)."""
    key = "coordination_office.may_inspect"
    return bool(parameter(key, region=user.region, department=user.department))


@action
def revoke_role(*, by: User, user: User, role: str) -> None:
    """Take a role back; the grant stays, with its end."""
    require(by, Permission.SECURITY_ADMIN)
    ended = RoleGrant.objects.filter(user=user, role=role, revoked_at=None).update(
        revoked_at=clock.now(), revoked_by=by.username
    )
    if ended:
        record(RoleRevoked(subject=user.username, role=ROLES[role].title), by=by)
