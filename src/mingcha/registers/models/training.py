"""Training of inspectors: day, topic, hours (R-148)."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from mingcha.foundation.models import Timed, Undisclosed
from mingcha.registers.models.inspector import Inspector
from mingcha.registers.models.training_session import TrainingSession


@pghistory.track()
class TrainingRecord(Timed):
    """That somebody attended a training; one entered wrongly is withdrawn, never deleted.

    What was entered for one person alone belongs to no session.
    """

    inspector = models.ForeignKey(
        Inspector, models.PROTECT, related_name="trainings", verbose_name="检查人员"
    )
    session = models.ForeignKey(
        TrainingSession,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="records",
        verbose_name="培训场次",
    )
    held_on = models.DateField("培训日期")
    topic = models.CharField("培训内容", max_length=120)
    organiser = models.CharField("组织单位", max_length=60, blank=True)
    hours = models.DecimalField(
        "学时",
        max_digits=4,
        decimal_places=1,
        validators=[MinValueValidator(0.5), MaxValueValidator(200)],
    )
    entered_by = models.CharField("登记人", max_length=40)
    is_withdrawn = models.BooleanField("已撤销", default=False)

    class Meta:
        verbose_name = "培训记录"
        ordering: ClassVar = ["inspector_id", "-held_on", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["session", "inspector"],
                condition=models.Q(is_withdrawn=False),
                name="attended_a_session_once",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["inspector", "held_on"], name="training_by_day")]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return the topic."""
        return self.topic
