"""Parameters: what differs between regions, departments and years is data, never a constant."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.foundation.models import Undisclosed
from mingcha.orgs.models.department import Department
from mingcha.orgs.models.region import Region


class Parameter(models.Model):
    """A value set for a scope; the narrowest scope that covers a case wins, then the latest year."""

    key = models.CharField("参数", max_length=60)
    region = models.ForeignKey(Region, models.CASCADE, null=True, blank=True, verbose_name="区划")
    department = models.ForeignKey(
        Department, models.CASCADE, null=True, blank=True, verbose_name="部门"
    )
    year = models.PositiveSmallIntegerField("年度", null=True, blank=True)
    value = models.JSONField("取值")
    reason = models.CharField("依据", max_length=200)

    class Meta:
        verbose_name = "参数"
        ordering: ClassVar = ["key", "region_id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["key", "region", "department", "year"],
                name="parameter_once_in_scope",
                nulls_distinct=False,
            )
        ]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return key and value."""
        return f"{self.key} = {self.value}"
