"""Comparing the drawn list (名单比对): each department says which objects are its own (R-063)."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.steps import reason_given, step
from mingcha.audit.record import record
from mingcha.core.workflow.object_task import OBJECT_TASK
from mingcha.core.workflow.sub_task import SUB_TASK
from mingcha.core.workflow.task import TASK
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError
from mingcha.tasks.actions.teams import take_over_teams
from mingcha.tasks.draw_events import ListCompared, ObjectNotMine
from mingcha.tasks.draw_policies import require_own_part
from mingcha.tasks.models import ObjectTask, SubTask, Task
from mingcha.tasks.selectors.comparison import comparing_parts


@action
def mark_not_mine(*, by: User, object_task: ObjectTask, reason: str) -> ObjectTask:
    """Take an object off the own list, with the reason; only this department's items go."""
    sub_task = locked(object_task.sub_task)  # before the object, as whoever hands the list in
    object_task = locked(object_task)
    _comparable(by, sub_task)
    step(OBJECT_TASK, object_task, "mark_not_mine", by=by, reason_given=reason_given(reason))
    object_task.not_mine_reason = reason.strip()
    object_task.save()
    event = ObjectNotMine(
        subject=object_task.task.number,
        department=sub_task.department.short_name,
        object=object_task.object.code,
        reason=object_task.not_mine_reason,
    )
    record(event, by=by)
    return object_task


@action
def confirm_list(*, by: User, sub_task: SubTask) -> SubTask:
    """Hand in the own comparison; with the last department's the task goes on.

    Objects not marked are the department's own. The teams matched by the draw come over then.
    """
    task = locked(sub_task.task)
    sub_task = locked(sub_task)
    _comparable(by, sub_task)
    if sub_task.state in {"cosigned", "handed_down"}:  # a lead alone has nobody to co-sign with
        step(SUB_TASK, sub_task, "compare", by=by, list_fully_answered=None)
    sub_task.compared_by, sub_task.compared_at = by.username, clock.now()
    sub_task.save()
    removed = sub_task.object_tasks.filter(state="not_mine").count()
    event = ListCompared(
        subject=task.number,
        department=sub_task.department.short_name,
        kept=sub_task.object_tasks.count() - removed,
        removed=removed,
    )
    record(event, by=by)
    if not comparing_parts(task).filter(compared_at=None).exists():
        _all_compared(by, task)
    return sub_task


def _comparable(by: User, sub_task: SubTask) -> None:
    require_own_part(by, sub_task, Permission.LIST_COMPARE)
    if sub_task.task.state != "objects_drawn":
        raise DomainError("not_comparing", "现在不是名单比对阶段")
    if sub_task.compared_at:
        raise DomainError("compared", "本部门已提交比对结果，不能更改")


def _all_compared(by: User, task: Task) -> None:
    step(TASK, task, "confirm_list", by=by, all_compared=None)
    task.save(update_fields=["state", "updated_at"])
    take_over_teams(task.draw)
