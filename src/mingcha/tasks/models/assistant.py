"""Experts and bodies beside a team: they assist, and are none of its members (R-023, G-6)."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from mingcha.foundation.models import Timed, Undisclosed
from mingcha.registers.models import Expert, ProfessionalBody
from mingcha.tasks.models.expert_pool import ExpertPool
from mingcha.tasks.models.object_task import ObjectTask


class AssistantRole(models.TextChoices):
    """What somebody beside a team may do; there is one role."""

    ASSIST = "assist", "协助"


@pghistory.track()
class TeamAssistant(Timed):
    """An expert or a body that helps at one object; never counted to the two officers.

    Who was drawn has ``pool`` and ``ticket``; who was arranged beside a lot, ``added_reason``.
    """

    object_task = models.ForeignKey(
        ObjectTask, models.PROTECT, related_name="assistants", verbose_name="对象任务"
    )
    expert = models.ForeignKey(
        Expert, models.PROTECT, null=True, related_name="assistances", verbose_name="专家"
    )
    body = models.ForeignKey(
        ProfessionalBody, models.PROTECT, null=True, related_name="assistances", verbose_name="机构"
    )
    role = models.CharField(
        "作用", max_length=8, choices=AssistantRole.choices, default=AssistantRole.ASSIST
    )
    duty = models.CharField("协助内容", max_length=120)
    added_by = models.CharField("安排人", max_length=40)
    added_reason = models.CharField("不经抽取安排的理由", max_length=200, blank=True, db_default="")
    pool = models.ForeignKey(
        ExpertPool,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="drawn",
        verbose_name="抽自",
    )
    ticket = models.CharField("签号", max_length=64, blank=True, db_default="")
    removed_reason = models.CharField("取消原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "协助人员"
        ordering: ClassVar = ["object_task_id", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(expert=None, body__isnull=False)
                | models.Q(expert__isnull=False, body=None),
                name="assistant_is_one",
            ),
            models.UniqueConstraint(
                fields=["object_task", "expert"],
                condition=models.Q(removed_reason=""),
                name="assisting_expert_once",
            ),
            models.UniqueConstraint(
                fields=["object_task", "body"],
                condition=models.Q(removed_reason=""),
                name="assisting_body_once",
            ),
        ]

    class Disclosure(Undisclosed):
        """People are not published (G-15)."""

    def __str__(self) -> str:
        """Return who assists."""
        return str(self.expert or self.body)
