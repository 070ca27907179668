"""Which visit an object task belongs to: its own task's, or the one it is shared with (R-065)."""

from __future__ import annotations

from django.db.models.functions import Coalesce

from mingcha.tasks.models import ObjectTask

VISIT_TASK = Coalesce("visits_with", "task")
"""In SQL: with the object, what counts as one visit."""


def visit_task(object_task: ObjectTask) -> int:
    """Return the id of the task whose visit it is."""
    return object_task.visits_with_id or object_task.task_id
