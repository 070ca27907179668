"""How many of a department hold a certificate, by whoever issues them: what a register is held against."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from mingcha.foundation.models import Timed, Undisclosed
from mingcha.orgs.models import Department


@pghistory.track()
class CertifiedHeadcount(Timed):
    """The number of certificate holders (持证人数) on a day; the newest day counts (R-015, R-020)."""

    department = models.ForeignKey(
        Department, models.PROTECT, related_name="headcounts", verbose_name="部门", db_index=False
    )
    number = models.PositiveIntegerField("持证人数")
    as_of = models.DateField("截至日期")
    source = models.CharField("依据", max_length=100)
    stated_by = models.CharField("登记人", max_length=40)

    class Meta:
        verbose_name = "持证人数"
        ordering: ClassVar = ["department_id", "-as_of"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["department", "as_of"], name="headcount_once_a_day")
        ]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return the number and its day."""
        return f"{self.number} / {self.as_of}"
