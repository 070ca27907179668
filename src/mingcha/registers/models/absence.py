"""Times in which an inspector cannot be sent, entered beforehand (R-024)."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from mingcha.foundation.models import Timed, Undisclosed
from mingcha.registers.models.inspector import Inspector


class AbsenceKind(models.TextChoices):
    """Why somebody cannot be sent."""

    LEAVE = "leave", "请休假"
    SECONDMENT = "secondment", "借调"
    TRANSFER = "transfer", "调出"
    SUSPENSION = "suspension", "暂停执法"
    RETIREMENT = "retirement", "退休"


FOR_GOOD = (AbsenceKind.TRANSFER, AbsenceKind.RETIREMENT)
"""Kinds after which nobody comes back: they have no last day."""


@pghistory.track()
class InspectorAbsence(Timed):
    """A time away, both days included; without a last day it lasts until one is entered."""

    inspector = models.ForeignKey(
        Inspector, models.PROTECT, related_name="absences", verbose_name="检查人员"
    )
    kind = models.CharField("种类", max_length=12, choices=AbsenceKind.choices)
    starts_on = models.DateField("开始日期")
    ends_on = models.DateField("结束日期", null=True, blank=True)
    reason = models.CharField("事由", max_length=200)
    entered_by = models.CharField("登记人", max_length=40)
    is_withdrawn = models.BooleanField("已撤销", default=False)

    class Meta:
        verbose_name = "检查人员离岗时段"
        ordering: ClassVar = ["inspector_id", "-starts_on", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(starts_on__lte=models.F("ends_on")),
                name="absence_ends_after_its_beginning",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["inspector", "starts_on", "ends_on"], name="absence_by_day")
        ]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return the kind and the days."""
        return f"{self.get_kind_display()} {self.starts_on}"
