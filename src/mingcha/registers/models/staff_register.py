"""A department's sub-registers of inspectors (人员专项库): conditions kept under a name (R-025)."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from mingcha.foundation.models import Timed, Undisclosed
from mingcha.orgs.models import Department, Unit
from mingcha.registers.models.tag import Tag


@pghistory.track()
class StaffRegister(Timed):
    """Who of a department's inspectors a trade asks for: of one of the units, with one of the tags.

    Nobody joins or leaves by hand: who belongs to it follows from the register of inspectors.
    """

    department = models.ForeignKey(
        Department, models.PROTECT, related_name="staff_registers", verbose_name="部门"
    )
    name = models.CharField("人员专项库名称", max_length=60)
    industry = models.CharField("行业", max_length=60, blank=True)
    note = models.CharField("收录范围", max_length=200, blank=True)
    units = models.ManyToManyField(Unit, blank=True, verbose_name="机构")
    tags = models.ManyToManyField(Tag, blank=True, verbose_name="专长或资质")
    retired_on = models.DateField("停用日期", null=True, blank=True)
    retired_reason = models.CharField("停用的理由", max_length=200, blank=True)

    class Meta:
        verbose_name = "人员专项库"
        ordering: ClassVar = ["department_id", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["department", "name"],
                condition=models.Q(retired_on=None),
                name="staff_register_once",
            )
        ]

    class Disclosure(Undisclosed):
        """Internal: people are not published (G-15)."""

    def __str__(self) -> str:
        """Return the name."""
        return self.name
