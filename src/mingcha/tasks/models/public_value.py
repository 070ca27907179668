"""A public value of a draw as two people typed it (protocol section 4)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.foundation import clock
from mingcha.foundation.models import Undisclosed
from mingcha.tasks.models.draw import Draw


class PublicValue(models.Model):
    """The value of one source; it enters the draw once another person has typed the same."""

    draw = models.ForeignKey(
        Draw, models.PROTECT, related_name="public_values", verbose_name="抽取"
    )
    source = models.CharField("来源和期号", max_length=100)
    line = models.CharField("公共随机数", max_length=300)
    entered_by = models.CharField("登记人", max_length=40)
    entered_at = models.DateTimeField("登记时间", default=clock.now)
    confirmed_by = models.CharField("复核人", max_length=40, blank=True)
    confirmed_at = models.DateTimeField("复核时间", null=True, blank=True)

    class Meta:
        verbose_name = "公共随机数"
        ordering: ClassVar = ["draw_id", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draw", "source"], name="public_value_once"),
            models.CheckConstraint(
                condition=~models.Q(confirmed_by=models.F("entered_by")),
                name="public_value_by_two_people",
            ),
        ]

    class Disclosure(Undisclosed):
        """Published as part of the draw's entropy, never directly."""

    def __str__(self) -> str:
        """Return the source."""
        return self.source
