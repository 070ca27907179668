"""Objections (异议) to a frozen pool, before anybody commits (protocol section 11)."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from mingcha.foundation import clock
from mingcha.foundation.models import Timed, Undisclosed
from mingcha.tasks.models.draw import Draw


class ObjectionState(models.TextChoices):
    """Where it stands."""

    OPEN = "open", "待部门负责人处理"
    DISMISSED = "dismissed", "不成立"
    UPHELD = "upheld", "成立，名录须重新组建"


@pghistory.track()
class Objection(Timed):
    """What somebody holds against a pool: of one object, or of all. A head decides, not who took it down."""

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="objections", verbose_name="抽取")
    objector = models.CharField("提出人", max_length=60)
    raised_on = models.DateField("提出日期")
    object_code = models.CharField("涉及的对象", max_length=64, blank=True)
    text = models.CharField("异议内容", max_length=500)
    state = models.CharField(
        "状态", max_length=10, choices=ObjectionState.choices, default=ObjectionState.OPEN
    )
    recorded_by = models.CharField("登记人", max_length=40)
    recorded_at = models.DateTimeField("登记时间", default=clock.now)
    decision = models.CharField("处理意见", max_length=300, blank=True)
    decided_by = models.CharField("处理人", max_length=40, blank=True)
    decided_at = models.DateTimeField("处理时间", null=True, blank=True)

    class Meta:
        verbose_name = "名录异议"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state="open", decided_by="", decision="")
                | ~models.Q(state="open")
                & ~models.Q(decision="")
                & ~models.Q(decided_by="")
                & ~models.Q(decided_by=models.F("recorded_by")),
                name="objection_decided_by_another",
            )
        ]

    class Disclosure(Undisclosed):
        """Internal: who objected is nobody's business; the log tells number, outcome and digest."""

    def __str__(self) -> str:
        """Return the draw's id and where it stands."""
        return f"{self.draw_id}/{self.state}"
