"""The calendar of obligations (报送日历, R-121 to R-132)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.foundation.models import Timed, Undisclosed
from mingcha.orgs.models import Department, Region


class Obligation(Timed):
    """Something due on a day, by a department or by the region's coordination office."""

    region = models.ForeignKey(Region, models.PROTECT, verbose_name="区划")
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, verbose_name="责任部门"
    )
    title = models.CharField("事项", max_length=100)
    due_on = models.DateField("期限")
    basis = models.CharField("依据", max_length=100, blank=True)
    done_at = models.DateTimeField("完成时间", null=True, blank=True)
    done_by = models.CharField("完成人", max_length=40, blank=True)

    class Meta:
        verbose_name = "报送事项"
        ordering: ClassVar = ["due_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(done_at=None, done_by="")
                | (models.Q(done_at__isnull=False) & ~models.Q(done_by="")),
                name="obligation_done_by_somebody",
            )
        ]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return the title."""
        return self.title
