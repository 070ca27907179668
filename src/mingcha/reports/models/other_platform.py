"""Figures of checks made through other platforms, entered by hand with evidence (R-142)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.foundation.models import Timed, Undisclosed
from mingcha.orgs.models import Department, Region


class OtherPlatformFigures(Timed):
    """What a department did in a month through another platform: count, households, problems."""

    region = models.ForeignKey(Region, models.PROTECT, verbose_name="区划")
    department = models.ForeignKey(Department, models.PROTECT, verbose_name="部门")
    year = models.PositiveSmallIntegerField("年度")
    month = models.PositiveSmallIntegerField("月份")
    platform = models.CharField("平台", max_length=80)
    is_enterprise = models.BooleanField("对象为企业")
    class_applied = models.BooleanField("应用信用风险分类")
    checks = models.PositiveIntegerField("次数")
    households = models.PositiveIntegerField("户数")
    problem_households = models.PositiveIntegerField("发现问题户数")
    evidence = models.CharField("佐证", max_length=200)
    entered_by = models.CharField("填报人", max_length=40)

    class Meta:
        verbose_name = "其他平台抽查情况"
        ordering: ClassVar = ["-year", "-month", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(problem_households__lte=models.F("households")),
                name="problems_within_households",
            )
        ]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return the platform."""
        return self.platform
