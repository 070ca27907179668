"""Lists and marks that an object is on for a time: dishonesty lists, complaints, the sandbox."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from mingcha.foundation.models import Timed, Undisclosed
from mingcha.registers.models.inspection_object import InspectionObject


class FlagKind(models.TextChoices):
    """What is noted; the first four are the lists of the joint punishment of dishonesty."""

    ABNORMAL_LIST = "abnormal_list", "经营异常名录"
    SERIOUS_VIOLATION = "serious_violation_list", "严重违法失信名单"
    MAJOR_TAX_OFFENDER = "major_tax_offender", "重大税收违法案件当事人"
    JUDGMENT_DEBTOR = "dishonest_judgment_debtor", "失信被执行人"
    COMPLAINT = "complaint", "投诉举报"
    ACCIDENT = "accident", "发生事故"
    MEDIA = "media", "媒体曝光"
    SANDBOX = "regulatory_sandbox", "沙盒监管"


@pghistory.track()
class ObjectFlag(Timed):
    """A mark from a day on; without a last day it stands until one is entered."""

    object = models.ForeignKey(
        InspectionObject, models.PROTECT, related_name="flags", verbose_name="检查对象"
    )
    kind = models.CharField("种类", max_length=32, choices=FlagKind.choices)
    since = models.DateField("开始日期")
    until = models.DateField("结束日期", null=True, blank=True)
    source = models.CharField("来源", max_length=100)
    note = models.CharField("说明", max_length=200, blank=True)
    entered_by = models.CharField("登记人", max_length=40)
    end_reason = models.CharField("结束的理由", max_length=200, blank=True)

    class Meta:
        verbose_name = "检查对象标记"
        ordering: ClassVar = ["object_id", "-since", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["object", "kind", "since"], name="object_flag_once"),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(since__lte=models.F("until")),
                name="object_flag_ends_after_its_beginning",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "until"], name="object_flag_by_kind")]

    class Disclosure(Undisclosed):
        """Internal: what is public of these lists is published by those who keep them."""

    def __str__(self) -> str:
        """Return the kind."""
        return str(self.get_kind_display())
