"""The record of one department's check of one object (情况记录表)."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models

from mingcha.foundation.models import Timed, Undisclosed
from mingcha.inspections.choices import Acknowledgement, Result
from mingcha.inspections.models.visit import Visit
from mingcha.registers.models.inspection_item import CheckMethod
from mingcha.tasks.models import ObjectTask


@pghistory.track()
class InspectionRecord(Timed):
    """What was found. It is signed when both officers have confirmed (R-061, G-12)."""

    object_task = models.OneToOneField(
        ObjectTask, models.PROTECT, related_name="record", verbose_name="对象任务"
    )
    visit = models.ForeignKey(
        Visit, models.PROTECT, related_name="records", verbose_name="入企检查"
    )
    methods = ArrayField(
        models.CharField(max_length=16, choices=CheckMethod.choices),
        verbose_name="检查方式",
        default=list,
        blank=True,
    )
    result = models.CharField("检查结果", max_length=24, choices=Result.choices, blank=True)
    findings = models.TextField("检查情况", blank=True)
    policy_explained = models.BooleanField("已讲解政策", default=False)
    acknowledgement = models.CharField(
        "当事人意见", max_length=10, choices=Acknowledgement.choices, blank=True
    )
    refusal_note = models.CharField("未签字的情况", max_length=200, blank=True)
    refusal_witness = models.CharField("见证人", max_length=40, blank=True)
    entered_by = models.CharField("录入人", max_length=40)
    signed_at = models.DateTimeField("检查组确认时间", null=True, blank=True)
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    publish_by = models.DateField("公示期限", null=True, blank=True)
    source_system = models.CharField("来源系统", max_length=40, blank=True)
    source_key = models.CharField("来源编号", max_length=80, blank=True)

    class Meta:
        verbose_name = "检查记录"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(submitted_at=None)
                | (~models.Q(result="") & models.Q(signed_at__isnull=False)),
                name="record_submitted_is_signed",
            ),
            models.CheckConstraint(
                condition=~models.Q(acknowledgement="refused")
                | (~models.Q(refusal_note="") & ~models.Q(refusal_witness="")),
                name="record_refusal_is_witnessed",
            ),
            models.UniqueConstraint(
                fields=["source_system", "source_key"],
                condition=~models.Q(source_key=""),
                name="record_once_from_source",
            ),
        ]

    class Disclosure(Undisclosed):
        """Results are public; findings in free text only after review, without people's names."""

        public = ("methods", "result", "findings")

    def __str__(self) -> str:
        """Return the object task's id."""
        return str(self.object_task_id)
