"""That two departments' lines become one joint line (R-039): one proposes it, the other decides."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.foundation.models import Timed, Undisclosed
from mingcha.orgs.models import Department
from mingcha.plans.models.annual_plan import PlanLine


class MergeState(models.TextChoices):
    """How a proposal stands."""

    PROPOSED = "proposed", "待答复"
    ACCEPTED = "accepted", "已合并"
    DECLINED = "declined", "未采纳"
    WITHDRAWN = "withdrawn", "已撤回"


class MergeProposal(Timed):
    """The lead's line is to draw for both, by ``ratios`` and ``labels``; the joining one leaves its plan for it.

    ``apart`` and ``together`` are the visits a year that the desk reckoned when it was proposed.
    Titles stay when the lines are gone.
    """

    lead_line = models.ForeignKey(
        PlanLine, models.SET_NULL, null=True, related_name="+", verbose_name="牵头任务"
    )
    joining_line = models.ForeignKey(
        PlanLine, models.SET_NULL, null=True, related_name="+", verbose_name="并入任务"
    )
    lead_department = models.ForeignKey(
        Department, models.PROTECT, related_name="+", verbose_name="牵头部门"
    )
    joining_department = models.ForeignKey(
        Department, models.PROTECT, related_name="+", verbose_name="配合部门"
    )
    proposing_department = models.ForeignKey(
        Department, models.PROTECT, related_name="+", verbose_name="提出部门"
    )
    year = models.PositiveSmallIntegerField("年度")
    lead_title = models.CharField("牵头任务名称", max_length=120)
    joining_title = models.CharField("并入任务名称", max_length=120)
    ratios = models.JSONField("合并后的抽查比例")
    labels = models.JSONField("合并后的分层标签", default=list)
    apart = models.PositiveIntegerField("分别检查户次")
    together = models.PositiveIntegerField("合并后户次")
    state = models.CharField(
        "状态", max_length=12, choices=MergeState.choices, default=MergeState.PROPOSED
    )
    proposed_by = models.CharField("提出人", max_length=40)
    decided_by = models.CharField("答复人", max_length=40, blank=True)
    decided_at = models.DateTimeField("答复时间", null=True, blank=True)
    reason = models.CharField("不采纳的理由", max_length=200, blank=True)

    class Meta:
        verbose_name = "任务合并建议"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["lead_line", "joining_line"],
                condition=models.Q(state="proposed"),
                name="merge_proposed_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="declined") | ~models.Q(reason=""),
                name="merge_declined_for_a_reason",
            ),
        ]

    class Disclosure(Undisclosed):
        """Internal; the joint line is public with its plan."""

    def __str__(self) -> str:
        """Return both titles."""
        return f"{self.lead_title} + {self.joining_title}"
