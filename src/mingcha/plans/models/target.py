"""Targets of the year (R-112 to R-120): data by region and department, never constants."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.foundation.models import Timed, Undisclosed
from mingcha.orgs.models import Department, Region


class Indicator(models.TextChoices):
    """What is measured; ``core.statistics.indicators`` computes each."""

    COVERAGE = "coverage", "企业抽查覆盖率"
    COVERAGE_PROVINCE = "coverage_province", "企业抽查覆盖率（省级抽取）"
    COVERAGE_CITY = "coverage_city", "企业抽查覆盖率（市级抽取）"
    JOINT_COUNT = "joint_count", "部门联合抽查次数占比"
    JOINT_HOUSEHOLDS = "joint_households", "部门联合抽查户数占比"
    CLASS_USE = "class_use", "信用风险分类应用率"
    JOINT_CLASS_USE = "joint_class_use", "部门联合抽查信用风险分类应用率"
    KEY_SHARE = "key_share", "重点行业和重点事项检查户数占比"
    PUBLICATION = "publication", "检查结果公示率"


class Target(Timed):
    """At least ``value_bp`` basis points in a year; ``base_count`` is a frozen denominator."""

    region = models.ForeignKey(Region, models.PROTECT, verbose_name="区划")
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, verbose_name="部门"
    )
    year = models.PositiveSmallIntegerField("年度")
    indicator = models.CharField("指标", max_length=20, choices=Indicator.choices)
    value_bp = models.PositiveIntegerField("目标（万分之）")
    base_count = models.PositiveIntegerField("基数（上年末企业数）", null=True, blank=True)
    note = models.CharField("依据或例外", max_length=200, blank=True)

    class Meta:
        verbose_name = "年度目标"
        ordering: ClassVar = ["-year", "indicator"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["region", "department", "year", "indicator"],
                name="target_once",
                nulls_distinct=False,
            )
        ]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return indicator and value."""
        return f"{self.indicator} ≥ {self.value_bp / 100:g}%"
