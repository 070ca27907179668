"""The ledger of found problems (台账, R-089 to R-096)."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from mingcha.foundation import clock
from mingcha.foundation.models import Timed, Undisclosed, append_only
from mingcha.tasks.models import ObjectTask


class Measure(models.TextChoices):
    """What is done about a problem (D.2, R-077)."""

    RECTIFY = "rectification", "责令限期改正"
    REMIND = "reminder", "教育提醒、行政指导"
    CASE = "case_filing", "立案查处"
    COPY = "copy_notice", "抄告其他部门"
    TRANSFER = "transfer", "移送"
    LIST = "list_proposal", "列入经营异常名录"


@pghistory.track()
class FollowUp(Timed):
    """One problem object and what becomes of it. States: ``core.workflow.follow_up``."""

    object_task = models.OneToOneField(
        ObjectTask, models.PROTECT, related_name="follow_up", verbose_name="对象任务"
    )
    measure = models.CharField(
        "处置方式", max_length=16, choices=Measure.choices, default=Measure.RECTIFY
    )
    requirement = models.CharField("整改要求", max_length=500, blank=True)
    due_on = models.DateField("期限")
    state = models.CharField("状态", max_length=20, default="open")
    opened_at = models.DateTimeField("登记时间", default=clock.now)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)
    closed_by = models.CharField("办结人", max_length=40, blank=True)
    outcome = models.CharField("处置结果", max_length=300, blank=True)

    class Meta:
        verbose_name = "后续处置"
        ordering: ClassVar = ["due_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(state="closed")
                | (~models.Q(outcome="") & models.Q(closed_at__isnull=False)),
                name="follow_up_closed_with_outcome",
            )
        ]

    class Disclosure(Undisclosed):
        """Follow-up outcomes are published too (R-085)."""

        public = ("measure", "outcome", "closed_at")

    def __str__(self) -> str:
        """Return the object task's id."""
        return str(self.object_task_id)


class FollowUpStep(models.Model):
    """A step: an order, the object's evidence, a re-check; never changed."""

    follow_up = models.ForeignKey(
        FollowUp, models.PROTECT, related_name="steps", verbose_name="后续处置"
    )
    action = models.CharField("环节", max_length=24)
    text = models.CharField("内容", max_length=500)
    file_name = models.CharField("文件名", max_length=200, blank=True)
    media_type = models.CharField("类型", max_length=60, blank=True)
    content = models.BinaryField("文件", null=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    by = models.CharField("办理人", max_length=40)
    by_name = models.CharField("姓名", max_length=40)
    at = models.DateTimeField("时间", default=clock.now)

    class Meta:
        verbose_name = "处置记录"
        ordering: ClassVar = ["id"]
        triggers: ClassVar = [append_only()]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return the action."""
        return self.action
