"""Approvals of a task: every inspection is approved beforehand by the head (E-5)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.foundation import clock
from mingcha.foundation.models import Undisclosed, append_only
from mingcha.tasks.models.task import Task


class Approval(models.Model):
    """A decision by somebody; never changed."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="approvals", verbose_name="任务")
    step = models.CharField("环节", max_length=24)
    is_approved = models.BooleanField("同意")
    note = models.CharField("意见", max_length=300, blank=True)
    by = models.CharField("办理人", max_length=40)
    by_name = models.CharField("姓名", max_length=40)
    at = models.DateTimeField("时间", default=clock.now)

    class Meta:
        verbose_name = "审批记录"
        ordering: ClassVar = ["id"]
        triggers: ClassVar = [append_only()]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return the step."""
        return self.step
