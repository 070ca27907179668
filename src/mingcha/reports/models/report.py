"""Monthly forms A to D, frozen on submission (R-133 to R-141)."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from mingcha.foundation.models import Timed, Undisclosed
from mingcha.orgs.models import Department, Region


class Form(models.TextChoices):
    """Which form (dossier B.15)."""

    A = "A", "“双随机、一公开”监管月报表（县级，当月）"
    B = "B", "“双随机、一公开”监管工作月报表（市本级）"
    C = "C", "县（区）“双随机、一公开”监管月报表（本年度累计）"
    D = "D", "市有关部门“双随机、一公开”监管月报表（本年度累计）"


@pghistory.track()
class Report(Timed):
    """A form of a period. States: ``core.workflow.report``; ``figures`` freeze on submission.

    ``figures`` is a list of rows with, per cell, the figure and the ids of the tasks and object
    tasks behind it; ``definition`` is the version of the way of counting (G-1).
    """

    form = models.CharField("报表", max_length=1, choices=Form.choices)
    region = models.ForeignKey(Region, models.PROTECT, verbose_name="区划")
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, verbose_name="填报部门"
    )
    year = models.PositiveSmallIntegerField("年度")
    month = models.PositiveSmallIntegerField("月份")
    state = models.CharField("状态", max_length=12, default="computed")
    definition = models.CharField("统计口径", max_length=12)
    figures = models.JSONField("数据", default=list)
    texts = models.JSONField("文字栏目", default=dict)
    findings = models.JSONField("校验结果", default=list)
    contact = models.CharField("联系人", max_length=40, blank=True)
    phone = models.CharField("联系电话", max_length=30, blank=True)
    mobile = models.CharField("手机", max_length=30, blank=True)
    computed_by = models.CharField("填报人", max_length=40)
    submitted_by = models.CharField("报送人", max_length=40, blank=True)
    submitted_at = models.DateTimeField("报送时间", null=True, blank=True)
    return_reason = models.CharField("退回原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "月报表"
        ordering: ClassVar = ["-year", "-month", "form"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["form", "region", "department", "year", "month"],
                name="report_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=models.Q(month__gte=1, month__lte=12), name="report_month_exists"
            ),
        ]

    class Disclosure(Undisclosed):
        """Statistics are published as snapshots."""

    def __str__(self) -> str:
        """Return form and period."""
        return f"{self.form} {self.year}-{self.month:02}"
