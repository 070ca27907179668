"""Reading the exceptions to the joint share (R-116)."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.scope import within
from mingcha.foundation.errors import NotFound
from mingcha.plans.models.annual_plan import JointScope
from mingcha.tasks.models import JointException, Task
from mingcha.tasks.models.joint_exception import LIVE, ExceptionState


def visible_exceptions(user: User) -> QuerySet[JointException]:
    """Return the exceptions within the scope: of tasks that the department leads, or of the region."""
    require(user, Permission.TASK_VIEW)
    scope = within(user, region="task__region", department="task__lead_department")
    rows = JointException.objects.filter(scope)
    return rows.select_related("task__lead_department", "task__region")


def get_exception(user: User, pk: int) -> JointException:
    """Return one within the scope; raises NotFound."""
    found = visible_exceptions(user).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def may_be_excepted(task: Task, department: int | None) -> bool:
    """Tell whether a department may ask it for a task: its own, of it alone, not asked already."""
    is_own = task.lead_department_id == department and task.state != "voided"
    alone = task.joint_scope != JointScope.CROSS
    return is_own and alone and not task.joint_exceptions.filter(state__in=LIVE).exists()


def excepted_tasks(year: int, region_prefix: str) -> Collection[str]:
    """Return the tasks of a year in a region that are approved exceptions, as facts name them."""
    rows = JointException.objects.filter(
        state=ExceptionState.APPROVED,
        task__year=year,
        task__region__prefix__startswith=region_prefix,
    )
    return {str(pk) for pk in rows.values_list("task", flat=True)}
