"""That two tasks of different departments go to the same object in one visit (合并入户, R-065)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.foundation.models import Timed, Undisclosed
from mingcha.tasks.models.object_task import ObjectTask


class ProposalState(models.TextChoices):
    """How a proposal stands."""

    PROPOSED = "proposed", "待答复"
    ACCEPTED = "accepted", "已合并入户"
    DECLINED = "declined", "未采纳"
    WITHDRAWN = "withdrawn", "已撤回"
    UNDONE = "undone", "已解除"


STANDING = (ProposalState.PROPOSED, ProposalState.ACCEPTED)


class VisitProposal(Timed):
    """``asked``'s department is asked to come along with ``asking``'s; draws and lists stay."""

    asking = models.ForeignKey(
        ObjectTask, models.PROTECT, related_name="+", verbose_name="提出方的对象任务"
    )
    asked = models.ForeignKey(
        ObjectTask, models.PROTECT, related_name="+", verbose_name="答复方的对象任务"
    )
    state = models.CharField(
        "状态", max_length=12, choices=ProposalState.choices, default=ProposalState.PROPOSED
    )
    proposed_by = models.CharField("提出人", max_length=40)
    decided_by = models.CharField("答复人", max_length=40, blank=True)
    decided_at = models.DateTimeField("答复时间", null=True, blank=True)
    reason = models.CharField("理由", max_length=200, blank=True)

    class Meta:
        verbose_name = "合并入户建议"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["asking", "asked"],
                condition=models.Q(state__in=STANDING),
                name="visit_proposed_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=("declined", "undone")) | ~models.Q(reason=""),
                name="visit_parted_for_a_reason",
            ),
        ]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return both object tasks' ids."""
        return f"{self.asking_id} + {self.asked_id}"
