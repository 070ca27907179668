"""Reviews of a record by somebody who was not of the team (R-083)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.foundation import clock
from mingcha.foundation.models import Undisclosed, append_only
from mingcha.inspections.models.record import InspectionRecord


class Review(models.Model):
    """A decision on a record; never changed."""

    record = models.ForeignKey(
        InspectionRecord, models.PROTECT, related_name="reviews", verbose_name="检查记录"
    )
    is_approved = models.BooleanField("通过")
    reason = models.CharField("意见", max_length=300, blank=True)
    by = models.CharField("审核人", max_length=40)
    by_name = models.CharField("姓名", max_length=40)
    at = models.DateTimeField("时间", default=clock.now)

    class Meta:
        verbose_name = "审核记录"
        ordering: ClassVar = ["id"]
        triggers: ClassVar = [append_only()]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(is_approved=True) | ~models.Q(reason=""),
                name="review_returned_for_a_reason",
            )
        ]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return the reviewer's name."""
        return self.by_name
