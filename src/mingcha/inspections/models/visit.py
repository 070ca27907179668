"""A visit: one for all departments of a joint task, and of tasks that go together (R-064, R-065)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.foundation.models import Timed, Undisclosed
from mingcha.registers.models import InspectionObject
from mingcha.tasks.models import Task


class Visit(Timed):
    """Officers at an object's door."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="visits", verbose_name="任务")
    object = models.ForeignKey(InspectionObject, models.PROTECT, verbose_name="检查对象")
    planned_on = models.DateField("约定日期", null=True, blank=True)
    started_at = models.DateTimeField("到达时间", null=True, blank=True)
    certificate_shown_at = models.DateTimeField("出示执法证时间", null=True, blank=True)
    beyond_cap_reason = models.CharField("超出频次上限的理由", max_length=200, blank=True)
    started_by = models.CharField("登记人", max_length=40, blank=True)

    class Meta:
        verbose_name = "入企检查"
        ordering: ClassVar = ["task_id", "object_id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "object"], name="visit_once")
        ]

    class Disclosure(Undisclosed):
        """The day of the visit stands on the result."""

        public = ("started_at",)

    def __str__(self) -> str:
        """Return task and object."""
        return f"{self.task_id}/{self.object_id}"
