"""What a rule found on a day (触发提示): the objects with their values, and what was decided."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.foundation.models import Timed, Undisclosed, append_only
from mingcha.registers.models import InspectionObject
from mingcha.tasks.models import Task
from mingcha.triggers.models.trigger_rule import TriggerRule


class ProposalState(models.TextChoices):
    """How a proposal stands."""

    OPEN = "open", "待答复"
    ACCEPTED = "accepted", "已发起任务"
    DECLINED = "declined", "不检查"


class TriggerProposal(Timed):
    """A task is proposed for the objects of ``hits``; the rule's own wording never changes."""

    rule = models.ForeignKey(
        TriggerRule, models.PROTECT, related_name="proposals", verbose_name="规则"
    )
    made_on = models.DateField("提示日期")
    made_by = models.CharField("提出", max_length=40)
    objects_found = models.PositiveIntegerField("户数")
    state = models.CharField(
        "状态", max_length=12, choices=ProposalState.choices, default=ProposalState.OPEN
    )
    decided_by = models.CharField("答复人", max_length=40, blank=True)
    decided_at = models.DateTimeField("答复时间", null=True, blank=True)
    reason = models.CharField("不检查的理由", max_length=200, blank=True)
    task = models.OneToOneField(
        Task,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="trigger_proposal",
        verbose_name="任务",
    )

    class Meta:
        verbose_name = "触发提示"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(
                fields=["rule"], condition=models.Q(state="open"), name="trigger_proposal_open"
            )
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(state="declined") | ~models.Q(reason=""),
                name="trigger_declined_for_a_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="accepted") | models.Q(task__isnull=False),
                name="trigger_accepted_with_a_task",
            ),
        ]

    class Disclosure(Undisclosed):
        """Internal; the task is public as any other."""

    def __str__(self) -> str:
        """Return the day and how many."""
        return f"{self.made_on:%Y-%m-%d} {self.objects_found}户"


class TriggerHit(models.Model):
    """An object that triggered, with the value that it had then; never changed."""

    proposal = models.ForeignKey(
        TriggerProposal, models.PROTECT, related_name="hits", verbose_name="触发提示"
    )
    object = models.ForeignKey(
        InspectionObject, models.PROTECT, related_name="trigger_hits", verbose_name="检查对象"
    )
    value = models.DecimalField("指标值", max_digits=9, decimal_places=2)

    class Meta:
        verbose_name = "触发对象"
        ordering: ClassVar = ["proposal_id", "-value", "object_id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["proposal", "object"], name="trigger_hit_once")
        ]
        triggers: ClassVar = [append_only()]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return proposal and object."""
        return f"{self.proposal_id}/{self.object_id}"
