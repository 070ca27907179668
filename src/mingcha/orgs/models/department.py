"""Departments (部门) and the business lines that run from the province down to the county."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.foundation.models import Undisclosed
from mingcha.orgs.models.region import Region


class BusinessLine(models.Model):
    """A line of authority (条线): a province's, city's and county's departments of one field."""

    code = models.CharField("代码", max_length=16, primary_key=True)
    name = models.CharField("名称", max_length=60)

    class Meta:
        verbose_name = "业务条线"
        ordering: ClassVar = ["code"]

    class Disclosure(Undisclosed):
        """Public by nature."""

        public = ("code", "name")

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class Department(models.Model):
    """A department of one region. Only an inspecting body may inspect (dossier E-1, G-7)."""

    code = models.CharField("代码", max_length=16)
    name = models.CharField("名称", max_length=80)
    short_name = models.CharField("简称", max_length=20)
    line = models.ForeignKey(BusinessLine, models.PROTECT, verbose_name="业务条线")
    region = models.ForeignKey(Region, models.PROTECT, verbose_name="行政区划")
    is_inspecting_body = models.BooleanField("具有行政检查权", default=True)

    class Meta:
        verbose_name = "部门"
        ordering: ClassVar = ["region_id", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["region", "code"], name="department_once_in_region")
        ]

    class Disclosure(Undisclosed):
        """Public by nature."""

        public = ("code", "name", "short_name")

    def __str__(self) -> str:
        """Return the name."""
        return self.name
