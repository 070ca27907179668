"""What the documents hear from the stations below."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.foundation.announcing import listen
from mingcha.notices.actions.issuing import issue_for_task, issue_to_successors
from mingcha.tasks.models import Draw, Task


def start_listening() -> None:
    """Listen for tasks that are issued, and for objects that come to them later."""
    listen("task.issued", _task_issued)
    listen("draw.replaced", _draw_replaced)


def _task_issued(task: Task, by: User) -> None:
    issue_for_task(by=by, task=task)


def _draw_replaced(draw: Draw, by: User) -> None:
    issue_to_successors(by=by, task=draw.own_task)
