"""What the documents hear from the stations below."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.foundation.announcing import listen
from mingcha.notices.actions.issuing import issue_for_task
from mingcha.tasks.models import Task


def start_listening() -> None:
    """Listen for tasks that are issued."""
    listen("task.issued", _task_issued)


def _task_issued(task: Task, by: User) -> None:
    issue_for_task(by=by, task=task)
