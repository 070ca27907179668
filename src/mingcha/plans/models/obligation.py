"""What recurs in a year and who answers for it (时间节点, R-009, R-049, R-121 to R-132, R-147)."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from mingcha.core.planning import recurrence
from mingcha.foundation.models import Timed, Undisclosed
from mingcha.orgs.models import Department, Region, Unit
from mingcha.plans.models.annual_scheme import AnnualScheme


class Answerer(models.TextChoices):
    """Who answers for an obligation; each of them has an occurrence of its own on every day."""

    OFFICE = "office", "本级双随办"
    MEMBERS = "members", "本级各部门"
    LOWER_OFFICES = "lower_offices", "下一级双随办"
    LOWER_MEMBERS = "lower_members", "下一级各部门"


class EvidenceKind(models.TextChoices):
    """What the platform itself can see that shows an occurrence as done (``plans.evidence``)."""

    PLAN_PUBLISHED = "plan_published", "年度计划已公布"
    PLAN_FILED = "plan_filed", "年度计划已备案"
    SCHEME_ISSUED = "scheme_issued", "年度实施方案已印发"
    RULES_ISSUED = "rules_issued", "抽查规则已印发"
    TRAINING_HELD = "training_held", "培训已登记"
    ITEMS_PUBLISHED = "items_published", "抽查事项清单已公布"
    STAFF_PUBLISHED = "staff_published", "检查人员名录已公布"
    REPORT_SUBMITTED = "report_submitted", "月报表已报送"


@pghistory.track()
class Obligation(Timed):
    """What is due by a rule (``core.planning.recurrence``) from one year to another, or for good.

    ``issuer`` is the department that set it for its own units; None: the region's office.
    ``answered_by`` lists kinds of ``Answerer``; ``departments`` and ``units`` are named ones.
    Days before ``since`` are not asked for. ``scheme`` and ``task`` name the task of a yearly scheme
    that it comes from (R-147), ``preset`` the notice's deadline that it was made from.
    """

    region = models.ForeignKey(Region, models.PROTECT, verbose_name="区划")
    issuer = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="制定部门",
    )
    title = models.CharField("事项", max_length=100)
    rule = models.JSONField("期限规则")
    first_year = models.PositiveSmallIntegerField("起始年度")
    last_year = models.PositiveSmallIntegerField("截止年度", null=True, blank=True)
    since = models.DateField("起算日期")
    answered_by = models.JSONField("责任单位类别", default=list, blank=True)
    departments = models.ManyToManyField(
        Department, blank=True, related_name="+", verbose_name="责任部门"
    )
    units = models.ManyToManyField(Unit, blank=True, related_name="+", verbose_name="责任机构")
    evidence = models.CharField(
        "平台可查的完成情况", max_length=20, choices=EvidenceKind.choices, blank=True
    )
    basis = models.CharField("依据", max_length=100, blank=True)
    preset = models.SlugField("参照的实例", max_length=32, blank=True)
    scheme = models.ForeignKey(
        AnnualScheme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="obligations",
        verbose_name="年度实施方案",
    )
    task = models.CharField("方案中的任务", max_length=200, blank=True)
    set_by = models.CharField("制定人", max_length=40)
    ended_on = models.DateField("停止日期", null=True, blank=True)
    end_reason = models.CharField("停止原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "报送事项"
        ordering: ClassVar = ["-first_year", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(last_year=None)
                | models.Q(last_year__gte=models.F("first_year")),
                name="obligation_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(scheme=None, task="")
                | models.Q(scheme__isnull=False) & ~models.Q(task=""),
                name="obligation_of_a_scheme_names_its_task",
            ),
            models.UniqueConstraint(
                fields=["region", "preset", "first_year"],
                condition=models.Q(ended_on=None) & ~models.Q(preset=""),
                name="obligation_adopted_once",
            ),
        ]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return the title."""
        return self.title

    @property
    def rule_words(self) -> str:
        """Return when it is due, in words."""
        return recurrence.told(self.rule)

    @property
    def issuer_name(self) -> str:
        """Return who set it: the region's office or a department."""
        return self.issuer.short_name if self.issuer else f"{self.region.name}双随办"
