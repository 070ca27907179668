"""A department's word that its part of a joint result may be published with the others (R-064)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.foundation import clock
from mingcha.foundation.models import Undisclosed
from mingcha.tasks.models import ObjectTask


class Release(models.Model):
    """A reviewed part that waits for the other departments' parts; gone once it is published.

    It waits until the last day of its own publication at the longest (R-079).
    """

    object_task = models.OneToOneField(
        ObjectTask, models.PROTECT, related_name="release", verbose_name="对象任务"
    )
    released_by = models.CharField("提交人", max_length=40)
    released_at = models.DateTimeField("提交时间", default=clock.now)

    class Meta:
        verbose_name = "待一并公示"
        ordering: ClassVar = ["pk"]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return the object task's id."""
        return str(self.object_task_id)
