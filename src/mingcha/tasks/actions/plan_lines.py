"""How a plan line moves with its tasks (R-047)."""

from __future__ import annotations

from mingcha.accounts.steps import step_by_itself
from mingcha.core.workflow.plan_line import PLAN_LINE
from mingcha.foundation.actions import locked
from mingcha.tasks.guards import has_other_live_task
from mingcha.tasks.models import Task


def start_line(task: Task) -> None:
    """Let the line be under way once a task has locked its pool."""
    if task.plan_line is None:
        return
    line = locked(task.plan_line)
    if line.state == "pending":
        step_by_itself(PLAN_LINE, line, "start", has_live_task=None)
        line.save(update_fields=["state", "updated_at"])


def release_line(task: Task) -> None:
    """Let the line wait again where this was its only task with a locked pool."""
    if task.plan_line is None:
        return
    line = locked(task.plan_line)
    if line.state == "in_progress" and not has_other_live_task(task):
        step_by_itself(PLAN_LINE, line, "release", no_live_task=None)
        line.save(update_fields=["state", "updated_at"])
