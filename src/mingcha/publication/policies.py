"""Who may publish: who inspects, that is the department whose result it is (R-078)."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.foundation.errors import Forbidden, NotFound
from mingcha.orgs.models import Department
from mingcha.tasks.models import ObjectTask


def require_own_result(by: User, permission: Permission, object_task: ObjectTask) -> None:
    """Raise NotFound for another department's result, Forbidden without the permission."""
    require_own_department(by, permission, object_task.sub_task.department)


def require_own_department(by: User, permission: Permission, department: Department) -> None:
    """Raise NotFound for another department, Forbidden without the permission."""
    if by.department_id != department.pk:
        raise NotFound
    require(by, permission)


def require_at_the_door(by: User, object_task: ObjectTask) -> None:
    """Raise unless the actor is on the object's team, or leads the object's department's part."""
    if object_task.team.filter(inspector__user=by).exists():
        require(by, Permission.VISIT_RECORD)
        return
    require_own_result(by, Permission.TASK_ISSUE, object_task)


def require_followed_up(by: User, object_task: ObjectTask) -> None:
    """Raise unless the actor handles the follow-ups of the object's department."""
    if by.department_id != object_task.sub_task.department_id:
        raise NotFound
    if not by.may(Permission.FOLLOWUP_HANDLE, Permission.FOLLOWUP_RECHECK):
        raise Forbidden
