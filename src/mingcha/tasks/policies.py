"""Who may do what to a task: the lead department, and the others their own part."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require, sees_classes
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.orgs.models import Department
from mingcha.plans.modes import drawing_fault
from mingcha.tasks.models import SubTask, Task


def require_inspecting_department(by: User, permission: Permission) -> Department:
    """Return the actor's department; Forbidden where it has no right to inspect (E-1, G-7)."""
    require(by, permission)
    if by.department is None or not by.department.is_inspecting_body:
        raise Forbidden("只有具有行政检查权的部门可以发起抽查任务")
    return by.department


def require_drawing(mode: str, department: Department) -> None:
    """Raise DomainError where another level draws in this mode (R-041)."""
    fault = drawing_fault(mode, department)
    if fault:
        raise DomainError("mode_of_another_level", fault, "mode")


def require_lead(by: User, permission: Permission, task: Task) -> None:
    """Raise NotFound to those who have no part in the task, Forbidden to all but its lead."""
    if by.department_id != task.lead_department_id:
        if not task.sub_tasks.filter(department=by.department_id).exists():
            raise NotFound
        raise Forbidden("这一步由牵头部门办理")
    require(by, permission)


def require_own_part(by: User, permission: Permission, sub_task: SubTask) -> None:
    """Raise NotFound to those who have no part in the task, Forbidden for another's part."""
    if by.department_id != sub_task.department_id:
        if not sub_task.task.sub_tasks.filter(department=by.department_id).exists():
            raise NotFound
        raise Forbidden("这一步由参与部门自己办理")
    require(by, permission)


def sees_strata(user: User, task: Task) -> bool:
    """Tell whether a user may know in which stratum of a task's draw an object stands.

    Labels are seen by those who read the lead's register, where they stand.
    """
    if task.labels and user.department_id == task.lead_department_id:
        return user.may(Permission.REGISTER_VIEW)
    return not task.is_stratified or sees_classes(user)
