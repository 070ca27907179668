"""Tasks that special circumstances keep from being joint (特殊情况, R-116)."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from mingcha.foundation import clock
from mingcha.foundation.models import Timed, Undisclosed
from mingcha.tasks.models.task import Task


class ExceptionGround(models.TextChoices):
    """Why a task cannot be joint."""

    SINGLE_REMIT = "single_remit", "只涉及一个部门的职责"
    EMERGENCY = "emergency", "应急处置，来不及会同"
    SECRECY = "secrecy", "涉及国家秘密或须单独保密"
    ASSIGNED_ALONE = "assigned_alone", "上级指定由本部门单独检查"
    OTHER = "other", "其他特殊情况"


class ExceptionState(models.TextChoices):
    """Where it stands."""

    ASKED = "asked", "待双随办审批"
    APPROVED = "approved", "已批准，不计入联合抽查占比"
    REFUSED = "refused", "不予批准，照常计入"
    WITHDRAWN = "withdrawn", "已撤回"


LIVE = (ExceptionState.ASKED, ExceptionState.APPROVED)
"""While it stands so, no other may be asked for."""


@pghistory.track()
class JointException(Timed):
    """A task that counts on neither side of the joint share: asked by its lead, approved by the office."""

    task = models.ForeignKey(
        Task, models.PROTECT, related_name="joint_exceptions", verbose_name="任务"
    )
    ground = models.CharField("特殊情况", max_length=16, choices=ExceptionGround.choices)
    reason = models.CharField("说明", max_length=300)
    state = models.CharField(
        "状态", max_length=10, choices=ExceptionState.choices, default=ExceptionState.ASKED
    )
    asked_by = models.CharField("申请人", max_length=40)
    asked_at = models.DateTimeField("申请时间", default=clock.now)
    decided_by = models.CharField("审批人", max_length=40, blank=True)
    decided_at = models.DateTimeField("审批时间", null=True, blank=True)
    decision = models.CharField("审批意见", max_length=200, blank=True)

    class Meta:
        verbose_name = "联合抽查例外"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["task"],
                condition=models.Q(state__in=["asked", "approved"]),
                name="joint_exception_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["asked", "withdrawn"])
                | ~models.Q(decided_by=models.F("asked_by")),
                name="joint_exception_decided_by_another",
            ),
        ]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return the task's id and where it stands."""
        return f"{self.task_id}/{self.state}"
