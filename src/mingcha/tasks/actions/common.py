"""What the actions on tasks share."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.accounts.steps import step
from mingcha.audit.record import record
from mingcha.core.workflow.task import TASK
from mingcha.foundation.errors import DomainError
from mingcha.tasks.events import TaskChanged
from mingcha.tasks.models import Approval, Draw, Task


def take(task: Task, verb: str, by: User, reason: str = "", **guards: str | None) -> None:
    """Take a step of the task's table, save the task and record the event."""
    step(TASK, task, verb, by=by, **guards)
    task.save()
    note(task, verb, by, reason)


def note(task: Task, verb: str, by: User, reason: str = "") -> None:
    """Record what was done to a task."""
    event = TaskChanged(subject=task.number, action=verb, state=task.state, reason=reason)
    record(event, by=by)


def decide(task: Task, verb: str, by: User, note: str, *, is_approved: bool) -> None:
    """Keep a decision for good."""
    Approval.objects.create(
        task=task, step=verb, is_approved=is_approved, note=note, by=by.username, by_name=by.name
    )


def refuse_while_drawing(task: Task) -> None:
    """Refuse at once what would wait until the draw's job is over, which holds the task.

    Asked before the task is locked. With the seed fixed nothing ends a draw but its result.
    """
    if Draw.objects.filter(task=task, state="ready").exists():
        told = "种子已定，抽取正在进行或即将进行，请等抽取完成后到任务页再办理"
        raise DomainError("drawing", told)
