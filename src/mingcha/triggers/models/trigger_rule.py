"""The catalogue of triggers (触发规则): which indicator, from what value on, leads to a check (R-104)."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from mingcha.foundation.models import Timed, Undisclosed
from mingcha.orgs.models import Department, Region
from mingcha.plans.models.annual_plan import DrawInspectMode
from mingcha.registers.models import InspectionItem
from mingcha.registers.models.object_flag import FlagKind


class Indicator(models.TextChoices):
    """What is counted of an object within the window; the last one of items (R-101, R-152)."""

    FLAGS = "flags", "投诉举报等标记的次数"
    LISTED = "listed", "列入失信名单的个数"
    OVERDUE = "overdue", "后续处置逾期的件数"
    PROBLEMS = "problems", "最近几次检查中发现问题的次数"
    CLASS_WORSE = "class_worse", "风险类别上升的级数"
    PROBLEM_SHARE = "problem_share", "事项的问题发现率（%）"


class AlsoTold(models.TextChoices):
    """Who sees the proposals on the workbench besides the lead section."""

    HEAD = "head", "部门负责人"
    OFFICE = "office", "双随办"


class TriggerRule(Timed):
    """From ``threshold`` on, within ``window_days``, objects of the range are proposed for a check.

    ``items`` are what the task checks; of ``problem_share`` also what is measured. ``flag_kinds``
    are counted by ``flags`` and ``listed``; ``last_checks`` belongs to ``problems``,
    ``least_results`` to ``problem_share``. A rule is not rewritten: it is stopped, with the day.
    """

    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="制定地区")
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="trigger_rules", verbose_name="检查部门"
    )
    title = models.CharField("名称", max_length=60)
    basis = models.CharField("依据", max_length=200)
    indicator = models.CharField("指标", max_length=16, choices=Indicator.choices)
    flag_kinds = ArrayField(
        models.CharField(max_length=32, choices=FlagKind.choices),
        verbose_name="标记种类",
        default=list,
        blank=True,
    )
    object_filter = models.JSONField("对象范围", default=dict, blank=True)
    threshold = models.PositiveSmallIntegerField("触发值")
    window_days = models.PositiveSmallIntegerField("统计天数")
    last_checks = models.PositiveSmallIntegerField("最近几次检查", null=True, blank=True)
    least_results = models.PositiveSmallIntegerField("最少检查结果数", null=True, blank=True)
    items = models.ManyToManyField(InspectionItem, related_name="+", verbose_name="检查事项")
    ratio = models.CharField("抽查比例或户数", max_length=12, default="100%")
    mode = models.CharField("抽查模式", max_length=28, choices=DrawInspectMode.choices)
    task_days = models.PositiveSmallIntegerField("任务期限（日）", default=30)
    also_told = ArrayField(
        models.CharField(max_length=8, choices=AlsoTold.choices),
        verbose_name="同时提示",
        default=list,
        blank=True,
    )
    since = models.DateField("施行日期")
    until = models.DateField("有效期至", null=True, blank=True)
    stopped_on = models.DateField("停止日期", null=True, blank=True)
    set_by = models.CharField("制定人", max_length=40)
    evaluated_at = models.DateTimeField("最近检查时间", null=True, blank=True)

    class Meta:
        verbose_name = "触发规则"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="trigger_rule_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(threshold__gte=1, window_days__gte=1),
                name="trigger_rule_has_a_threshold_and_a_window",
            ),
        ]

    class Disclosure(Undisclosed):
        """Internal: who knows the thresholds stays below them."""

    def __str__(self) -> str:
        """Return the title."""
        return self.title
