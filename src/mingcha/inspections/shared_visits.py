"""The visit that an object task belongs to, with whom it is shared, and until when (R-064, R-065)."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from mingcha.core.workflow.object_task import FALLEN_AWAY
from mingcha.foundation.actions import locked
from mingcha.inspections.models import Visit
from mingcha.tasks.models import ObjectTask
from mingcha.tasks.visit_groups import visit_task


def visit_of(object_task: ObjectTask) -> Visit:
    """Return the visit, made where there is none yet, locked until the action ends."""
    visit, _ = Visit.objects.get_or_create(
        task_id=visit_task(object_task), object=object_task.object
    )
    return locked(visit)


def known_visit(object_task: ObjectTask) -> Visit | None:
    """Return the visit where there is one."""
    found = Visit.objects.filter(task=visit_task(object_task), object=object_task.object_id)
    return found.first()


def goes_along(object_task: ObjectTask) -> QuerySet[ObjectTask]:
    """Return the rows of other tasks that share the visit, but what fell away."""
    host = visit_task(object_task)
    rows = ObjectTask.objects.filter(
        Q(task=host) | Q(visits_with=host), object=object_task.object_id
    )
    going = rows.exclude(state__in=FALLEN_AWAY).exclude(task__state="voided")
    return going.exclude(task=object_task.task_id).select_related("task", "sub_task__department")


def last_day(object_task: ObjectTask) -> date:
    """Return the last day that suits all tasks that share the visit."""
    own = object_task.task.period_to
    return min([own, *(row.task.period_to for row in goes_along(object_task))])
