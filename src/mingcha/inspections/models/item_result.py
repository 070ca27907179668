"""The result of each item, and the answers to its check points."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from mingcha.foundation.models import Timed, Undisclosed
from mingcha.inspections.choices import Answer, ItemOutcome
from mingcha.inspections.models.record import InspectionRecord
from mingcha.registers.models import CheckPoint, ItemVersion


@pghistory.track()
class ItemResult(Timed):
    """One item on one record."""

    record = models.ForeignKey(
        InspectionRecord, models.PROTECT, related_name="item_results", verbose_name="检查记录"
    )
    item = models.ForeignKey(ItemVersion, models.PROTECT, verbose_name="事项")
    outcome = models.CharField("结果", max_length=16, choices=ItemOutcome.choices, blank=True)
    note = models.CharField("说明", max_length=500, blank=True)

    class Meta:
        verbose_name = "事项结果"
        ordering: ClassVar = ["record_id", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["record", "item"], name="item_result_once"),
            models.CheckConstraint(
                condition=~models.Q(outcome="problem") | ~models.Q(note=""),
                name="item_problem_is_described",
            ),
        ]

    class Disclosure(Undisclosed):
        """Results per item are public."""

        public = ("outcome",)

    def __str__(self) -> str:
        """Return the outcome."""
        return self.outcome


class CheckAnswer(models.Model):
    """The answer to one check point."""

    item_result = models.ForeignKey(
        ItemResult, models.CASCADE, related_name="answers", verbose_name="事项结果"
    )
    check_point = models.ForeignKey(CheckPoint, models.PROTECT, verbose_name="检查要点")
    answer = models.CharField("回答", max_length=16, choices=Answer.choices)
    note = models.CharField("问题描述", max_length=300, blank=True)

    class Meta:
        verbose_name = "要点回答"
        ordering: ClassVar = ["item_result_id", "check_point_id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item_result", "check_point"], name="answer_once")
        ]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return the answer."""
        return self.answer
