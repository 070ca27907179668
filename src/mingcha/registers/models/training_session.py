"""Trainings as they are planned and held: form E and its sessions (R-137, R-148)."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from mingcha.foundation.models import Timed, Undisclosed
from mingcha.orgs.models import Department

_MONTHS = (MinValueValidator(1), MaxValueValidator(12))


@pghistory.track()
class PlannedTraining(Timed):
    """A line of a department's training plan of a year (form E); one given up says why."""

    department = models.ForeignKey(
        Department, models.PROTECT, related_name="planned_trainings", verbose_name="部门"
    )
    year = models.PositiveSmallIntegerField("年度")
    content = models.CharField("培训内容", max_length=120)
    trainees = models.CharField("培训范围", max_length=120)
    first_month = models.PositiveSmallIntegerField("开始月份", validators=_MONTHS)
    last_month = models.PositiveSmallIntegerField("结束月份", validators=_MONTHS)
    note = models.CharField("时间说明", max_length=60, blank=True)
    dropped_reason = models.CharField("取消的理由", max_length=200, blank=True)

    class Meta:
        verbose_name = "培训计划条目"
        ordering: ClassVar = ["department_id", "year", "first_month", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["department", "year", "content"],
                condition=models.Q(dropped_reason=""),
                name="planned_training_once",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    first_month__gte=1, last_month__gte=models.F("first_month"), last_month__lte=12
                ),
                name="planned_training_in_the_year",
            ),
        ]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return the content."""
        return self.content

    @property
    def months(self) -> str:
        """Return when it is meant to be held, as form E says it."""
        first, last = self.first_month, self.last_month
        told = f"{first}月" if first == last else f"{first}月—{last}月"
        return f"{told}，{self.note}" if self.note else told


@pghistory.track()
class TrainingSession(Timed):
    """A training that took place; who attended has a ``TrainingRecord`` of it."""

    department = models.ForeignKey(
        Department, models.PROTECT, related_name="training_sessions", verbose_name="部门"
    )
    planned = models.ForeignKey(
        PlannedTraining,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sessions",
        verbose_name="培训计划条目",
    )
    held_on = models.DateField("培训日期")
    topic = models.CharField("培训内容", max_length=120)
    organiser = models.CharField("组织单位", max_length=60)
    hours = models.DecimalField(
        "学时",
        max_digits=4,
        decimal_places=1,
        validators=[MinValueValidator(0.5), MaxValueValidator(200)],
    )
    entered_by = models.CharField("登记人", max_length=40)
    withdrawn_reason = models.CharField("撤销的理由", max_length=200, blank=True)

    class Meta:
        verbose_name = "培训场次"
        ordering: ClassVar = ["-held_on", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["department", "held_on", "topic"],
                condition=models.Q(withdrawn_reason=""),
                name="training_session_once",
            ),
        ]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return day and topic."""
        return f"{self.held_on:%Y-%m-%d} {self.topic}"

    @property
    def is_withdrawn(self) -> bool:
        """Tell whether the session was taken back."""
        return bool(self.withdrawn_reason)
