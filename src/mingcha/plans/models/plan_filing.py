"""Filing (备案) of a version of a plan with the region's coordination office (R-042)."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from mingcha.foundation import clock
from mingcha.foundation.models import Timed, Undisclosed
from mingcha.plans.models.annual_plan import PlanVersion


@pghistory.track()
class PlanFiling(Timed):
    """Who filed a version and when, and the office's receipt. States: ``core.workflow.plan_filing``.

    ``return_note`` says why the office sent it back last.
    """

    version = models.OneToOneField(
        PlanVersion, models.PROTECT, related_name="filing", verbose_name="计划版本"
    )
    state = models.CharField("状态", max_length=12, default="filed")
    filed_by = models.CharField("报送人", max_length=40)
    filed_at = models.DateTimeField("报送时间", default=clock.now)
    return_note = models.CharField("退回意见", max_length=200, blank=True)
    receipt_no = models.CharField("回执编号", max_length=24, null=True, blank=True, unique=True)
    received_by = models.CharField("接收人", max_length=40, blank=True)
    received_at = models.DateTimeField("接收时间", null=True, blank=True)

    class Meta:
        verbose_name = "计划备案"
        ordering: ClassVar = ["-filed_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(
                    state="received", receipt_no__isnull=False, received_at__isnull=False
                )
                & ~models.Q(received_by="")
                | ~models.Q(state="received") & models.Q(receipt_no__isnull=True),
                name="plan_filing_received_with_receipt",
            ),
        ]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return the receipt's number, or that there is none."""
        return self.receipt_no or "未备案"
