"""Issuing the task (派发): notices and object lists are there, the teams may go (R-057)."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.steps import step
from mingcha.audit.record import record
from mingcha.core.workflow.object_task import OBJECT_TASK
from mingcha.core.workflow.task import TASK
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.announcing import announce
from mingcha.tasks.actions.teams import lacking
from mingcha.tasks.draw_events import TaskIssued
from mingcha.tasks.draw_policies import draw_of, require_organiser
from mingcha.tasks.models import ObjectTask, Task
from mingcha.tasks.models.task import Disclosing
from mingcha.tasks.selectors.teams import kept_rows, open_recusals


@action
def issue_task(*, by: User, task: Task) -> Task:
    """Send the task out. Objects are notified, but those of a surprise check only at the door.

    Notices are served in the name of the team, so the step is the team's although the lead
    department takes it for all of them at once.
    """
    task = locked(task)
    require_organiser(by, draw_of(task), Permission.TASK_ISSUE)
    recused = open_recusals(task).count()
    step(
        TASK,
        task,
        "issue",
        by=by,
        teams_complete=lacking(task),
        recusals_settled=f"有 {recused} 名检查人员需要回避，请先更换" if recused else None,
    )
    task.issued_at = clock.now()
    task.save(update_fields=["state", "issued_at", "updated_at"])
    notified = 0 if task.disclosing == Disclosing.DEFERRED else notify(task)
    count = kept_rows(task).count()
    record(TaskIssued(subject=task.number, objects=count, notified=notified), by=by)
    announce("task.issued", task=task, by=by)
    return task


def notify(task: Task) -> int:
    """Notify the objects that were not yet; part of another action."""
    target = OBJECT_TASK.step(
        "assigned",
        "notify",
        permissions={Permission.VISIT_RECORD},
        guards={"in_team": None, "notice_made": None},
    )
    rows = ObjectTask.objects.filter(task=task, state="assigned")
    return rows.update(state=target, updated_at=clock.now())
