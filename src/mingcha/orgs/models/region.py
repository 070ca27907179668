"""The tree of administrative divisions (GB/T 2260 down to the township)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.foundation.models import Undisclosed


class Level(models.TextChoices):
    """How high a division stands."""

    PROVINCE = "province", "省级"
    CITY = "city", "市级"
    COUNTY = "county", "县级"
    TOWNSHIP = "township", "乡级"


class Regions(models.QuerySet["Region"]):
    """Divisions, asked for by where they lie and whether they still are."""

    def in_use(self) -> Regions:
        """Return those whose code nothing has replaced."""
        return self.filter(successor=None)

    def within(self, region: Region) -> Regions:
        """Return the division and all below it."""
        return self.filter(prefix__startswith=region.prefix)


class Region(models.Model):
    """A division. ``prefix`` is its code without trailing zeros: subtrees are prefixes.

    A code that was replaced stays, as history speaks of it, and names its ``successor``: what
    still comes under the old code belongs there.
    """

    code = models.CharField("代码", max_length=12, primary_key=True)
    prefix = models.CharField("前缀", max_length=12, unique=True)
    name = models.CharField("名称", max_length=60)
    level = models.CharField("层级", max_length=10, choices=Level.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级"
    )
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name="并入",
    )
    objects = Regions.as_manager()

    class Meta:
        verbose_name = "行政区划"
        ordering: ClassVar = ["code"]

    class Disclosure(Undisclosed):
        """Public by nature."""

        public = ("code", "name", "level")

    def __str__(self) -> str:
        """Return the name."""
        return self.name
