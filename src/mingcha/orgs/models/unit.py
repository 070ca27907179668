"""Units of a department: sections, stations, township teams, and the coordination office."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.foundation.models import Undisclosed
from mingcha.orgs.models.department import Department
from mingcha.orgs.models.region import Region


class UnitKind(models.TextChoices):
    """What a unit is."""

    SECTION = "section", "科室（股室）"
    STATION = "station", "监管所"
    TOWNSHIP_TEAM = "township_team", "乡镇综合执法机构"
    COORDINATION_OFFICE = "coordination_office", "双随办"


class Unit(models.Model):
    """A unit and the region that it serves."""

    department = models.ForeignKey(
        Department, models.PROTECT, related_name="units", verbose_name="部门"
    )
    name = models.CharField("名称", max_length=60)
    kind = models.CharField(
        "性质", max_length=20, choices=UnitKind.choices, default=UnitKind.SECTION
    )
    region = models.ForeignKey(Region, models.PROTECT, verbose_name="辖区")

    class Meta:
        verbose_name = "内设机构"
        ordering: ClassVar = ["department_id", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["department", "name"], name="unit_once_in_department")
        ]

    class Disclosure(Undisclosed):
        """Names of units stand on published results."""

        public = ("name",)

    def __str__(self) -> str:
        """Return the name."""
        return self.name
