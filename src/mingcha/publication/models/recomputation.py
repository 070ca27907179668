"""Statements of auditors and witnesses who recomputed the full bundle (protocol section 9)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.foundation import clock
from mingcha.foundation.models import Undisclosed, append_only
from mingcha.tasks.models import Draw


class Verdict(models.TextChoices):
    """What somebody found who recomputed the draw."""

    AGREED = "agreed", "重算一致"
    DIFFERS = "differs", "重算不一致"


class Recomputation(models.Model):
    """One person's statement about one draw, signed with their password; it never changes."""

    draw = models.ForeignKey(
        Draw, models.PROTECT, related_name="recomputations", verbose_name="抽取"
    )
    verdict = models.CharField("结论", max_length=8, choices=Verdict.choices)
    bundle_digest = models.CharField("数据包指纹", max_length=64)
    note = models.CharField("说明", max_length=300, blank=True)
    stated_by = models.CharField("声明人", max_length=40)
    stated_at = models.DateTimeField("声明时间", default=clock.now)

    class Meta:
        verbose_name = "重算声明"
        ordering: ClassVar = ["id"]
        triggers: ClassVar = [append_only()]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draw", "stated_by"], name="recomputed_once_by_one"),
            models.CheckConstraint(
                condition=models.Q(verdict="agreed") | ~models.Q(note=""),
                name="what_differs_is_told",
            ),
        ]

    class Disclosure(Undisclosed):
        """Public are the counts, and which bundle was recomputed; not who did."""

        public = ("verdict", "bundle_digest", "stated_at")

    def __str__(self) -> str:
        """Return the verdict."""
        return self.verdict
