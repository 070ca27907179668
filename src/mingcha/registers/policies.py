"""Who may do what to the registers: the own department's alone."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.foundation.errors import NotFound
from mingcha.orgs.models import Department
from mingcha.registers.models import Tag


def require_own_list(by: User, permission: Permission, department: Department) -> None:
    """Raise NotFound for another department's list (R-001), Forbidden without the permission."""
    if by.department_id != department.pk:
        raise NotFound
    require(by, permission)


def may_keep_tag(by: User, tag: Tag) -> bool:
    """Tell whether a tag is the person's department's to keep, or everybody's."""
    return by.may(Permission.REGISTER_EDIT) and tag.keeper_id in {None, by.department_id}
