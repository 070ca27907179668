"""What became of a superior's items: changes that claimers are told, and items not theirs."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from mingcha.foundation.models import Timed, Undisclosed
from mingcha.orgs.models import Department
from mingcha.registers.models.inspection_item import InspectionItem, ItemVersion


class ChangeKind(models.TextChoices):
    """What happened to the superior's item."""

    NEW_VERSION = "new_version", "上级修订"
    RETIRED = "retired", "上级停用"


class ChangeDecision(models.TextChoices):
    """What the claimer decided."""

    TAKEN_OVER = "taken_over", "已采纳"
    KEPT = "kept", "保留本级内容"
    OVERTAKEN = "overtaken", "上级又有变更，未处理"


@pghistory.track()
class OutOfMandate(Timed):
    """A superior's item that is no matter of this department's mandate (三定), and why (R-004)."""

    department = models.ForeignKey(Department, models.PROTECT, verbose_name="部门")
    item = models.ForeignKey(
        InspectionItem, models.PROTECT, related_name="out_of_mandate", verbose_name="上级事项"
    )
    reason = models.CharField("理由", max_length=200)
    marked_by = models.CharField("标记人", max_length=40)

    class Meta:
        verbose_name = "不在职责范围的事项"
        ordering: ClassVar = ["department_id", "item_id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["department", "item"], name="out_of_mandate_once"),
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="out_of_mandate_for_a_reason"
            ),
        ]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return the reason."""
        return self.reason


@pghistory.track()
class ParentChange(Timed):
    """A change of a superior's item as its claimer was told of it, and the decision (R-005).

    ``version`` is the superior's new version, or the one that was retired.
    """

    claim = models.ForeignKey(
        InspectionItem, models.PROTECT, related_name="parent_changes", verbose_name="认领的事项"
    )
    version = models.ForeignKey(ItemVersion, models.PROTECT, verbose_name="上级版本")
    kind = models.CharField("变更", max_length=12, choices=ChangeKind.choices)
    decision = models.CharField("处理", max_length=12, choices=ChangeDecision.choices, blank=True)
    reason = models.CharField("理由", max_length=200, blank=True)
    decided_by = models.CharField("处理人", max_length=40, blank=True)
    decided_at = models.DateTimeField("处理时间", null=True, blank=True)

    class Meta:
        verbose_name = "上级事项变更通知"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["claim", "version", "kind"], name="parent_change_told_once"
            ),
            models.UniqueConstraint(
                fields=["claim"],
                condition=models.Q(decision=""),
                name="parent_change_one_open",
            ),
            models.CheckConstraint(
                condition=~models.Q(decision="kept") | ~models.Q(reason=""),
                name="parent_change_kept_for_a_reason",
            ),
        ]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return what happened."""
        return str(ChangeKind(self.kind).label)
