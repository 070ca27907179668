"""Reading tasks: which of them somebody sees."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.scope import within
from mingcha.foundation.errors import NotFound
from mingcha.tasks.models import DrawParty, SubTask, Task, TeamMember

BEFORE_DRAW = ("draft", "scheme_pending", "approved", "pool_locked")


def visible_tasks(user: User) -> QuerySet[Task]:
    """Return the tasks of the user's scope.

    A department's people see the tasks in which it takes part or to which it sends inspectors, the
    coordination office those of its region's subtree, and the parties of a draw (another unit's witness) the task they attest.
    """
    require(user, Permission.TASK_VIEW)
    joins = SubTask.objects.filter(task=OuterRef("pk"), department=user.department_id)
    attests = DrawParty.objects.filter(user=user).filter(
        Q(draw__task=OuterRef("pk")) | Q(draw__ended_of=OuterRef("pk"))
    )
    sends = TeamMember.objects.filter(
        object_task__task=OuterRef("pk"), inspector__department=user.department_id
    )
    scope = within(user, region="region", department="lead_department")
    seen = scope | Exists(joins) | Exists(attests) | Exists(sends)
    return Task.objects.filter(seen).select_related("lead_department", "region", "plan_line")


def get_task(user: User, pk: int) -> Task:
    """Return a task that the user sees; raises NotFound."""
    task = visible_tasks(user).filter(pk=pk).first()
    if task is None:
        raise NotFound
    return task


def own_part(user: User, task: Task) -> SubTask | None:
    """Return the part of the user's department in a task."""
    return task.sub_tasks.filter(department=user.department_id).first()


def overlapping_tasks(task: Task) -> QuerySet[Task]:
    """Return what should be merged with the task (R-039, R-065).

    Tasks before their draw, of a department that takes part in this one, with the same range of
    objects in overlapping periods, that check some of the same items or bring the same department.
    """
    departments = task.sub_tasks.values("department")
    return (
        Task.objects.filter(
            Exists(SubTask.objects.filter(task=OuterRef("pk"), department__in=departments)),
            region=task.region_id,
            object_filter=task.object_filter,
            period_from__lte=task.period_to,
            period_to__gte=task.period_from,
            state__in=BEFORE_DRAW,
        )
        .exclude(pk=task.pk)
        .order_by("pk")
    )
