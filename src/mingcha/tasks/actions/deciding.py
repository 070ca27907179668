"""Approving, returning and voiding a task: the head of the lead department, never the drafter."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.steps import reason_given, step
from mingcha.core.workflow.draw import DRAW
from mingcha.foundation.actions import action, locked
from mingcha.foundation.announcing import announce
from mingcha.foundation.errors import DomainError
from mingcha.tasks import guards
from mingcha.tasks.actions.common import decide, refuse_while_drawing, take
from mingcha.tasks.actions.covering import uncover_lines
from mingcha.tasks.actions.plan_lines import release_line
from mingcha.tasks.models import Draw, Task
from mingcha.tasks.policies import require_lead

_UNDER_WAY = ("committing", "sealed", "revealing", "ready")


@action
def approve_task(*, by: User, task: Task, note: str = "") -> None:
    """Approve a task before anything is drawn (E-5); ``note`` settles overlaps and caps where there are."""
    task = locked(task)
    require_lead(by, Permission.TASK_APPROVE, task)
    take(
        task,
        "approve",
        by,
        note,
        not_drafter=guards.not_drafter(task, by),
        scheme_complete=guards.scheme_complete(task),
        all_cosigned=guards.all_cosigned(task),
        overlaps_settled=guards.overlaps_settled(task, note),
        caps_checked=guards.caps_checked(task, note),
    )
    decide(task, "approve", by, note, is_approved=True)


@action
def return_scheme(*, by: User, task: Task, reason: str) -> None:
    """Send the scheme back to the lead, with the reason."""
    task = locked(task)
    require_lead(by, Permission.TASK_APPROVE, task)
    take(
        task,
        "return_scheme",
        by,
        reason,
        not_drafter=guards.not_drafter(task, by),
        reason_given=reason_given(reason),
    )
    decide(task, "return_scheme", by, reason, is_approved=False)


@action
def void_task(*, by: User, task: Task, reason: str) -> None:
    """Give a task up before the first visit; it counts in the rate of voided tasks (R-033).

    Listeners hear ``task.voided``.
    """
    require_lead(by, Permission.TASK_VOID, task)
    refuse_while_drawing(task)
    task = locked(task)
    task.void_reason = reason.strip()
    release_line(task)
    uncover_lines(task)
    _end_frozen_draw(task, by)
    take(
        task,
        "void",
        by,
        reason,
        not_drafter=guards.not_drafter(task, by),
        reason_given=reason_given(reason),
    )
    decide(task, "void", by, reason, is_approved=True)
    announce("task.voided", task=task, by=by)


def _end_frozen_draw(task: Task, by: User) -> None:
    draw = Draw.objects.select_for_update().filter(task=task).first()
    if draw is None:
        return
    if draw.state in _UNDER_WAY:
        raise DomainError("draw_under_way", "抽取正在进行，请先在抽取现场终止抽取，再作废任务")
    if draw.state == "frozen":
        step(DRAW, draw, "void", by=by, reason_given=None, nothing_revealed=None)
        draw.ended_reason = task.void_reason
        draw.save()
