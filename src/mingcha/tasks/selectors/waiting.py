"""What waits for somebody among the tasks before their draw: rows of the workbench."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.foundation.to_do import ToDo
from mingcha.tasks.models import SubTask, Task
from mingcha.tasks.models.joint_exception import ExceptionState
from mingcha.tasks.selectors.comparison import comparing
from mingcha.tasks.selectors.joint_exceptions import visible_exceptions
from mingcha.tasks.selectors.neighbours import help_waiting


def waiting_for(user: User) -> list[ToDo]:
    """Return what waits for the user, the most urgent first."""
    found = [
        *_to_write(user),
        *_to_cosign(user),
        *_to_decide(user),
        *_to_lock(user),
        *_to_compare(user),
        *_to_answer(user),
        *_exceptions(user),
    ]
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


def _exceptions(user: User) -> Iterator[ToDo]:
    """Give the office what it has to decide, with the day on which it was asked for."""
    if not user.may(Permission.TARGET_EDIT):
        return
    asked = visible_exceptions(user).filter(state=ExceptionState.ASKED)
    for row in asked.exclude(asked_by=user.username):
        title = f"审批联合抽查例外：{row.task.title}"
        yield ToDo(title, reverse("joint-exceptions"), timezone.localdate(row.asked_at))


def _to_compare(user: User) -> Iterator[ToDo]:
    """Give the lists that wait for the department's comparison, a county's share among them."""
    if not user.may(Permission.LIST_COMPARE):
        return
    parts = comparing(SubTask.objects.filter(task__state="objects_drawn")).filter(
        department=user.department_id, compared_at=None
    )
    for part in parts.select_related("task__draw"):
        page = reverse("draw-part", args=[part.task.draw.pk, part.department_id])
        yield ToDo(f"比对名单：{part.task.title}", page, part.compare_by or part.task.period_from)


def _to_answer(user: User) -> Iterator[ToDo]:
    """Give the neighbours' requests for officers that wait for the department's answer."""
    if user.may(Permission.TASK_COSIGN):
        for row in help_waiting(user):
            title = f"答复支援请求：{row.part.department.name}《{row.part.task.title}》"
            yield ToDo(title, reverse("task-helps"), row.part.task.period_from)


def _to_do(verb: str, task: Task, page: str) -> ToDo:
    return ToDo(f"{verb}：{task.title}", reverse(page, args=[task.pk]), task.period_from)
