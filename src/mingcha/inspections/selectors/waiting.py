"""What an inspector or a reviewer has to do, for the workbench."""

from __future__ import annotations

from django.urls import reverse

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.core.workflow.object_task import OBJECT_TASK
from mingcha.foundation import clock
from mingcha.foundation.to_do import ToDo
from mingcha.inspections.selectors.own import open_visits
from mingcha.inspections.selectors.reviews import waiting_for_review
from mingcha.inspections.selectors.together import asked_of


def waiting_for(user: User) -> list[ToDo]:
    """Return the user's to-dos by due date: visits to make, records to mend or to review."""
    found: list[ToDo] = []
    if user.may(Permission.VISIT_RECORD):
        found += [
            ToDo(
                f"现场检查：{row.object.name}（{OBJECT_TASK.states[row.state]}）",
                reverse("visit", args=[row.pk]),
                getattr(row, "planned_on", None) or row.task.period_to,
            )
            for row in open_visits(user)
        ]
    if user.may(Permission.RESULT_REVIEW):
        found += [
            ToDo(
                f"审核检查结果：{row.object_task.object.name}",
                reverse("review", args=[row.object_task_id]),
                row.publish_by or clock.today(),
            )
            for row in waiting_for_review(user)
        ]
    if user.may(Permission.TASK_ISSUE):
        found += [
            ToDo(
                f"答复合并入户建议：{row.asking.object.name}",
                reverse("visits-together"),
                min(row.asking.task.period_to, row.asked.task.period_to),
            )
            for row in asked_of(user)
        ]
    return sorted(found, key=lambda todo: todo.due)
