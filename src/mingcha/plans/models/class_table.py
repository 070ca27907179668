"""How many of each risk class are drawn, and how often (分类抽查比例表), as a region keeps it (R-054, R-055)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.foundation.models import Timed, Undisclosed
from mingcha.orgs.models import Region
from mingcha.registers.models import RiskScheme


class ClassTable(Timed):
    """Ratio and frequency of every level of a scheme, which plan lines of the region take over.

    ``ratios`` has a quota for each level, none lower for a higher risk; ``frequencies`` say in words
    how often, where the document does. ``example`` names the example that it was made from. A line
    keeps what it took over: a table that ends changes none.
    """

    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="适用区划")
    name = models.CharField("名称", max_length=60)
    scheme = models.ForeignKey(
        RiskScheme, models.PROTECT, related_name="+", verbose_name="分类方案"
    )
    ratios = models.JSONField("各类比例")
    frequencies = models.JSONField("各类频次", default=dict, blank=True)
    basis = models.CharField("依据", max_length=200)
    example = models.SlugField("参照的实例", max_length=32, blank=True)
    set_by = models.CharField("制定人", max_length=40)
    ended_on = models.DateField("停止日期", null=True, blank=True)

    class Meta:
        verbose_name = "分类抽查比例表"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["region", "name"],
                condition=models.Q(ended_on=None),
                name="class_table_name_once",
            )
        ]

    class Disclosure(Undisclosed):
        """Internal: ratios per class tell how classes are treated (protocol section 9)."""

    def __str__(self) -> str:
        """Return the name."""
        return self.name
