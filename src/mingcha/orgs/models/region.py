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


class Region(models.Model):
    """A division. ``prefix`` is its code without trailing zeros: subtrees are prefixes."""

    code = models.CharField("代码", max_length=12, primary_key=True)
    prefix = models.CharField("前缀", max_length=12, unique=True)
    name = models.CharField("名称", max_length=60)
    level = models.CharField("层级", max_length=10, choices=Level.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级"
    )

    class Meta:
        verbose_name = "行政区划"
        ordering: ClassVar = ["code"]

    class Disclosure(Undisclosed):
        """Public by nature."""

        public = ("code", "name", "level")

    def __str__(self) -> str:
        """Return the name."""
        return self.name
