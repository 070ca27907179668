"""Decisions that something is not published, or masked, by law (R-081)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.foundation.models import Timed, Undisclosed
from mingcha.tasks.models import ObjectTask


class Masked(models.TextChoices):
    """What may be left out of a published result."""

    WHOLE = "whole", "整条结果"
    OBJECT = "object", "对象名称和代码"
    ITEMS = "items", "各事项结果"
    FINDINGS = "findings", "检查情况"


class Exemption(Timed):
    """A lawful exception with basis and approver; ``masked`` names what is left out (``Masked``).

    It is pending until somebody else approves it; a refused one is deleted, its events stay.
    """

    object_task = models.OneToOneField(
        ObjectTask, models.PROTECT, related_name="exemption", verbose_name="对象任务"
    )
    masked = models.JSONField("不公开的内容", default=list)
    basis = models.CharField("法律依据", max_length=200)
    requested_by = models.CharField("申请人", max_length=40)
    approved_by = models.CharField("批准人", max_length=40, blank=True)
    approved_at = models.DateTimeField("批准时间", null=True, blank=True)

    class Meta:
        verbose_name = "不予公开决定"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(approved_by="")
                | ~models.Q(approved_by=models.F("requested_by")),
                name="exemption_approved_by_another",
            )
        ]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return the basis."""
        return self.basis

    @property
    def is_pending(self) -> bool:
        """Tell whether nobody has decided yet."""
        return not self.approved_by

    @property
    def masked_words(self) -> str:
        """Return what is left out, in words."""
        return "、".join(str(Masked(part).label) for part in self.masked)
