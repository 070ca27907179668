"""Who may do what to a plan: the own department's alone."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.orgs.models import Department
from mingcha.plans.models import PlanVersion

IN_WORK = frozenset({"draft", "returned"})
"""States in which the lines of a version may be changed."""


def require_own_plan(by: User, permission: Permission, department: Department) -> None:
    """Raise NotFound for another department's plan, Forbidden without the permission."""
    if by.department_id != department.pk:
        raise NotFound
    require(by, permission)


def require_in_work(version: PlanVersion) -> None:
    """Raise DomainError where a version's lines can no longer be changed."""
    if version.state not in IN_WORK:
        raise DomainError("not_editable", "只有草稿和被退回的计划可以编辑；已公布的请先发起调整")
