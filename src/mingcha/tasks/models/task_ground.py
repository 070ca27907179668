"""Documents on which a task beside the plan rests: a complaint, an order from above (E.2, R-053)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.foundation.models import AttachedFile, Undisclosed
from mingcha.tasks.models.task import Task


class TaskGround(AttachedFile):
    """A document, attached before the task is approved; it may name who complained."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="grounds", verbose_name="抽查任务")

    class Meta:
        verbose_name = "任务依据材料"
        ordering: ClassVar = ["task_id", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "sha256"], name="task_ground_once")
        ]

    class Disclosure(Undisclosed):
        """Internal: it may name who complained."""
