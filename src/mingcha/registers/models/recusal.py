"""Recusals (回避): that an inspector must not go to an object (R-062)."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from mingcha.foundation.models import Timed, Undisclosed
from mingcha.registers.models.inspection_object import InspectionObject
from mingcha.registers.models.inspector import Inspector


class RecusalBasis(models.TextChoices):
    """What interest somebody has in an object, or that the object asks for the recusal."""

    OWN = "own", "本人持股、任职或有其他利益"
    KIN = "kin", "近亲属任职、经营或持股"
    FORMER_EMPLOYER = "former_employer", "三年内曾在该单位任职"
    OTHER = "other", "其他可能影响公正的情形"
    OBJECT_REQUEST = "object_request", "检查对象申请回避"


class RecusalState(models.TextChoices):
    """Where a declaration stands; one that waits bars like one that was confirmed."""

    PENDING = "pending", "待审定"
    CONFIRMED = "confirmed", "已确认"
    REJECTED = "rejected", "不予回避"


@pghistory.track()
class Recusal(Timed):
    """That an inspector has an interest in an object; it bars until it is rejected or ended."""

    inspector = models.ForeignKey(
        Inspector, models.PROTECT, related_name="recusals", verbose_name="检查人员"
    )
    object = models.ForeignKey(InspectionObject, models.PROTECT, verbose_name="检查对象")
    basis = models.CharField(
        "利害关系", max_length=16, choices=RecusalBasis.choices, default=RecusalBasis.OTHER
    )
    reason = models.CharField("事由", max_length=60)
    declared_by = models.CharField("登记人", max_length=40)
    state = models.CharField(
        "审定情况", max_length=10, choices=RecusalState.choices, default=RecusalState.PENDING
    )
    decided_by = models.CharField("审定人", max_length=40, blank=True)
    decided_at = models.DateTimeField("审定时间", null=True, blank=True)
    decision = models.CharField("审定意见", max_length=200, blank=True)
    ended_on = models.DateField("解除日期", null=True, blank=True)

    class Meta:
        verbose_name = "回避登记"
        ordering: ClassVar = ["inspector_id", "object_id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["inspector", "object"],
                condition=models.Q(ended_on=None),
                name="recusal_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="rejected") | models.Q(ended_on__isnull=False),
                name="recusal_rejected_bars_no_more",
            ),
        ]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return the reason."""
        return self.reason
