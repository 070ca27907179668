"""Recusals (回避): that an inspector must not go to an object (R-062)."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from mingcha.foundation.models import Timed, Undisclosed
from mingcha.registers.models.inspection_object import InspectionObject
from mingcha.registers.models.inspector import Inspector


@pghistory.track()
class Recusal(Timed):
    """That an inspector has an interest in an object (回避)."""

    inspector = models.ForeignKey(
        Inspector, models.PROTECT, related_name="recusals", verbose_name="检查人员"
    )
    object = models.ForeignKey(InspectionObject, models.PROTECT, verbose_name="检查对象")
    reason = models.CharField("事由", max_length=60)
    declared_by = models.CharField("登记人", max_length=40)
    ended_on = models.DateField("解除日期", null=True, blank=True)

    class Meta:
        verbose_name = "回避登记"
        ordering: ClassVar = ["inspector_id", "object_id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["inspector", "object"],
                condition=models.Q(ended_on=None),
                name="recusal_once",
            )
        ]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return the reason."""
        return self.reason
