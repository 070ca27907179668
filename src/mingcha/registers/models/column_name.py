"""What the headings of a source's spreadsheets stand for, once a department has said so."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.foundation.models import Timed, Undisclosed
from mingcha.orgs.models import Department
from mingcha.registers.models.import_batch import ImportKind, ImportSource


class ColumnName(Timed):
    """A heading (plain, as ``core.intake.columns`` has it) and its column; "" is not read."""

    department = models.ForeignKey(Department, models.PROTECT, verbose_name="部门")
    kind = models.CharField("名录", max_length=12, choices=ImportKind.choices)
    source = models.CharField(
        "数据来源",
        max_length=12,
        choices=ImportSource.choices,
        default=ImportSource.OTHER,
        db_default=ImportSource.OTHER,
    )
    heading = models.CharField("表头", max_length=100)
    column = models.CharField("读作", max_length=40, blank=True)
    said_by = models.CharField("指定人", max_length=40)

    class Meta:
        verbose_name = "列的对应"
        ordering: ClassVar = ["department_id", "kind", "source", "heading"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["department", "kind", "source", "heading"], name="column_name_once"
            )
        ]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return the heading."""
        return self.heading
