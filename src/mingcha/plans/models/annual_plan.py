"""Annual plans (年度抽查计划): versions of lines, all of which stay public (R-034 to R-046)."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from mingcha.foundation.models import Timed, Undisclosed
from mingcha.orgs.models import Department, Region
from mingcha.plans.ratios import ALL
from mingcha.registers.models import InspectionItem


class DrawInspectMode(models.TextChoices):
    """Who draws and who inspects (R-041)."""

    CITY_COUNTY = "city_draw_county_inspect", "市抽县查"
    CITY_CITY = "city_city", "市抽市查"
    COUNTY_COUNTY = "county_county", "县抽县查"
    JOINT = "city_county_joint", "市县联查"


class JointScope(models.TextChoices):
    """Whether several departments join."""

    INTERNAL = "internal", "部门内部"
    CROSS = "cross_department", "部门联合"


class DrawKind(models.TextChoices):
    """Whether the objects are narrowed down by a filter."""

    TARGETED = "targeted", "定向抽查"
    UNTARGETED = "untargeted", "不定向抽查"


class Weight(models.IntegerChoices):
    """How many times the ordinary share of objects a line is meant to draw (R-056)."""

    ORDINARY = 1, "一般"
    KEY = 2, "重点（比例不低于一般条目的2倍）"
    FOREMOST = 3, "特别重点（比例不低于一般条目的3倍）"


class AnnualPlan(Timed):
    """A department's plan of a year; what it says stands in its versions."""

    department = models.ForeignKey(Department, models.PROTECT, verbose_name="部门")
    region = models.ForeignKey(Region, models.PROTECT, verbose_name="区划")
    year = models.PositiveSmallIntegerField("年度")
    title = models.CharField("名称", max_length=120)

    class Meta:
        verbose_name = "年度抽查计划"
        ordering: ClassVar = ["-year", "department_id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["department", "year"], name="plan_once_a_year")
        ]

    class Disclosure(Undisclosed):
        """Plans are public (R-044)."""

        public = ("year", "title")

    def __str__(self) -> str:
        """Return the title."""
        return self.title


@pghistory.track()
class PlanVersion(Timed):
    """A version of a plan. States: ``core.workflow.plan``; a later one gives its reason (R-043)."""

    plan = models.ForeignKey(
        AnnualPlan, models.PROTECT, related_name="versions", verbose_name="计划"
    )
    number = models.PositiveSmallIntegerField("版本")
    state = models.CharField("状态", max_length=12, default="draft")
    reason = models.CharField("调整原因", max_length=300, blank=True)
    drafted_by = models.CharField("起草人", max_length=40)
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    approved_by = models.CharField("审批人", max_length=40, blank=True)
    approved_at = models.DateTimeField("审批时间", null=True, blank=True)
    approval_note = models.CharField("审批意见", max_length=200, blank=True)
    published_at = models.DateTimeField("公布时间", null=True, blank=True)

    class Meta:
        verbose_name = "计划版本"
        ordering: ClassVar = ["plan_id", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_version_once"),
            models.UniqueConstraint(
                fields=["plan"],
                condition=models.Q(state__in=["draft", "in_review", "returned", "approved"]),
                name="plan_version_one_in_work",
            ),
            models.UniqueConstraint(
                fields=["plan"],
                condition=models.Q(state="published"),
                name="plan_version_one_in_force",
            ),
            models.CheckConstraint(
                condition=models.Q(number=1) | ~models.Q(reason=""),
                name="plan_change_has_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by="") | ~models.Q(approved_by=models.F("drafted_by")),
                name="plan_approved_by_another",
            ),
        ]

    class Disclosure(Undisclosed):
        """All versions stay public, with the reason of the change."""

        public = ("number", "reason", "published_at")

    def __str__(self) -> str:
        """Return the number."""
        return f"第{self.number}版"


@pghistory.track()
class PlanLine(Timed):
    """A line of a version. ``line_no`` stays the same from version to version.

    ``object_filter`` has the keys of ``registers.selectors.object_filter``; ``ratios`` maps ``ALL``, a
    risk level, or one of ``labels`` and ``REST`` (``registers.selectors.labels``), to a share such
    as ``3%``. What ``is_reserved`` no subordinate plans (R-040). States: ``core.workflow.plan_line``.
    """

    version = models.ForeignKey(
        PlanVersion, models.CASCADE, related_name="lines", verbose_name="计划版本"
    )
    line_no = models.PositiveSmallIntegerField("序号")
    name = models.CharField("任务名称", max_length=120)
    items = models.ManyToManyField(InspectionItem, verbose_name="抽查事项")
    object_filter = models.JSONField("检查对象范围", default=dict)
    ratios = models.JSONField("抽查比例", default=dict)
    labels = models.JSONField("分层标签", default=list, blank=True)
    no_class_reason = models.CharField("不按信用风险分类的理由", max_length=200, blank=True)
    frequency = models.CharField("抽查频次", max_length=40, default="每年1次")
    frequencies = models.JSONField("各类抽查频次", default=dict, blank=True)
    period_from = models.DateField("开始日期")
    period_to = models.DateField("截止日期")
    cooperating = models.ManyToManyField(Department, blank=True, verbose_name="配合部门")
    cooperating_items = models.ManyToManyField(
        InspectionItem, blank=True, related_name="+", verbose_name="配合部门事项"
    )
    mode = models.CharField(
        "抽查模式",
        max_length=28,
        choices=DrawInspectMode.choices,
        default=DrawInspectMode.COUNTY_COUNTY,
    )
    joint_scope = models.CharField(
        "抽查类型", max_length=16, choices=JointScope.choices, default=JointScope.INTERNAL
    )
    draw_kind = models.CharField(
        "抽查方式", max_length=12, choices=DrawKind.choices, default=DrawKind.UNTARGETED
    )
    is_reserved = models.BooleanField("由本级统筹", default=False)
    weight = models.PositiveSmallIntegerField(
        "重点程度", choices=Weight.choices, default=Weight.ORDINARY
    )
    state = models.CharField("进度", max_length=12, default="pending")

    class Meta:
        verbose_name = "计划任务"
        ordering: ClassVar = ["version_id", "line_no"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "line_no"], name="plan_line_once"),
            models.CheckConstraint(
                condition=models.Q(period_from__lte=models.F("period_to")),
                name="plan_line_period_runs_forward",
            ),
        ]

    class Disclosure(Undisclosed):
        """Public but for the ratios per class, which would tell how classes are treated."""

        public = (
            "line_no",
            "name",
            "frequency",
            "period_from",
            "period_to",
            "mode",
            "joint_scope",
            "draw_kind",
            "is_reserved",
        )

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    @property
    def is_by_class(self) -> bool:
        """Tell whether there is a ratio for each risk class."""
        return bool(self.ratios) and ALL not in self.ratios and not self.labels
