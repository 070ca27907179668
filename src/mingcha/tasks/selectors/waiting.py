"""What waits for somebody among the tasks before their draw: rows of the workbench."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.urls import reverse

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.foundation.to_do import ToDo
from mingcha.tasks.models import SubTask, Task


def waiting_for(user: User) -> list[ToDo]:
    """Return what waits for the user, the most urgent first."""
    found = [*_to_write(user), *_to_cosign(user), *_to_decide(user), *_to_lock(user)]
    return sorted(found, key=lambda to_do: (to_do.due, to_do.title))


def _led(user: User, state: str) -> Iterator[Task]:
    yield from Task.objects.filter(lead_department=user.department_id, state=state)


def _to_write(user: User) -> Iterator[ToDo]:
    if user.may(Permission.TASK_EDIT):
        for task in _led(user, "draft"):
            yield _to_do("编制方案并提交", task, "task-scheme")


def _to_cosign(user: User) -> Iterator[ToDo]:
    if not user.may(Permission.TASK_COSIGN):
        return
    parts = SubTask.objects.filter(
        department=user.department_id, state="invited", task__state="scheme_pending"
    )
    for part in parts.select_related("task"):
        yield _to_do("会签", part.task, "task-cosign")


def _to_decide(user: User) -> Iterator[ToDo]:
    if not user.may(Permission.TASK_APPROVE):
        return
    unsigned = SubTask.objects.filter(task=OuterRef("pk"), state="invited")
    pending = Task.objects.filter(
        ~Exists(unsigned), lead_department=user.department_id, state="scheme_pending"
    ).exclude(drafted_by=user.username)
    for task in pending:
        yield _to_do("审批", task, "task")


def _to_lock(user: User) -> Iterator[ToDo]:
    if user.may(Permission.POOL_LOCK):
        for task in _led(user, "approved"):
            yield _to_do("冻结名录", task, "task-pool")


def _to_do(verb: str, task: Task, page: str) -> ToDo:
    return ToDo(f"{verb}：{task.title}", reverse(page, args=[task.pk]), task.period_from)
