"""Merges of objects entered twice, and pairs that were found to be two after all (R-014, R-016)."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from mingcha.foundation.models import Timed, Undisclosed
from mingcha.registers.models.inspection_object import InspectionObject


@pghistory.track()
class ObjectMerge(Timed):
    """That one object is the same as another one, ``into``, under which it goes on.

    ``survivor`` is where it ended: ``into`` itself, or what that was merged into later. ``carried``
    holds what went along, so that the merge can be undone as a whole.
    """

    gone = models.ForeignKey(
        InspectionObject,
        models.PROTECT,
        related_name="merges",
        verbose_name="并入的对象",
        db_index=False,
    )
    into = models.ForeignKey(
        InspectionObject, models.PROTECT, related_name="+", verbose_name="并到"
    )
    survivor = models.ForeignKey(
        InspectionObject, models.PROTECT, related_name="taken_in", verbose_name="现在归到"
    )
    reason = models.CharField("理由", max_length=200)
    merged_by = models.CharField("合并人", max_length=40)
    merged_at = models.DateTimeField("合并时间")
    carried = models.JSONField("随同转过去的", default=dict)
    undone_by = models.CharField("撤销人", max_length=40, blank=True)
    undone_at = models.DateTimeField("撤销时间", null=True, blank=True)
    undone_reason = models.CharField("撤销的理由", max_length=200, blank=True)

    class Meta:
        verbose_name = "对象合并"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["gone"], condition=models.Q(undone_at=None), name="object_merged_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(gone=models.F("into")), name="object_not_merged_into_itself"
            ),
        ]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return the two ids."""
        return f"{self.gone_id} → {self.survivor_id}"


class DistinctPair(models.Model):
    """That two objects which look like one are two, as somebody found; ``first`` has the lower id."""

    first = models.ForeignKey(
        InspectionObject, models.PROTECT, related_name="+", verbose_name="一", db_index=False
    )
    second = models.ForeignKey(
        InspectionObject, models.PROTECT, related_name="+", verbose_name="二", db_index=False
    )
    reason = models.CharField("理由", max_length=200)
    said_by = models.CharField("认定人", max_length=40)
    said_at = models.DateTimeField("认定时间")
    withdrawn_by = models.CharField("取消人", max_length=40, blank=True)
    withdrawn_at = models.DateTimeField("取消时间", null=True, blank=True)

    class Meta:
        verbose_name = "不是重复对象的认定"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["first", "second"],
                condition=models.Q(withdrawn_at=None),
                name="distinct_pair_once",
            ),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="distinct_pair_in_order"
            ),
        ]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return the two ids."""
        return f"{self.first_id} ≠ {self.second_id}"
