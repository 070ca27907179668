"""What waits for somebody in the ledger."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.followup.models import FollowUp
from mingcha.foundation.to_do import ToDo
from mingcha.tasks.models import Task

_HANDLED = {"open": "处置发现的问题", "rectifying": "督促整改"}
_RECHECKED = {"evidence_submitted": "复核整改材料", "re_check": "完成复核"}


def waiting_for(user: User) -> Iterator[ToDo]:
    """Give the problems of the user's department that the user may take a step on."""
    titles: dict[str, str] = {}
    if user.may(P.FOLLOWUP_HANDLE):
        titles |= _HANDLED
    if user.may(P.FOLLOWUP_RECHECK):
        titles |= _RECHECKED
    if user.may(P.TASK_CLOSE):
        for task in Task.objects.filter(lead_department=user.department_id, state="done"):
            url = reverse("task-close", args=[task.pk])
            yield ToDo("总结并办结任务", url, task.period_to, task.title)
    rows = FollowUp.objects.filter(
        state__in=titles, object_task__sub_task__department=user.department_id
    ).select_related("object_task__object")
    for row in rows:
        url = reverse("follow-up", args=[row.pk])
        yield ToDo(titles[row.state], url, row.due_on, row.object_task.object.name)
