"""Licences (许可证) of objects, several for each; what a sub-register keeps of its members (R-025)."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from mingcha.core.intake.dates import FOREVER
from mingcha.foundation.models import Timed, Undisclosed
from mingcha.registers.models.inspection_object import InspectionObject


@pghistory.track()
class Licence(Timed):
    """A licence; the same number of the same kind is one. ``FOREVER`` stands for 长期."""

    object = models.ForeignKey(
        InspectionObject,
        models.PROTECT,
        related_name="licences",
        verbose_name="检查对象",
        db_index=False,
    )
    kind = models.CharField("许可证名称", max_length=60)
    number = models.CharField("许可证编号", max_length=60)
    issuer = models.CharField("发证机关", max_length=100, blank=True)
    valid_from = models.DateField("批准日期", null=True, blank=True)
    valid_to = models.DateField("有效期至", null=True, blank=True)
    scope = models.CharField("许可范围", max_length=300, blank=True)
    entered_by = models.CharField("登记人", max_length=40)

    class Meta:
        verbose_name = "许可证"
        ordering: ClassVar = ["object_id", "kind", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["object", "kind", "number"], name="licence_once"),
            models.CheckConstraint(
                condition=models.Q(valid_from=None)
                | models.Q(valid_to=None)
                | models.Q(valid_from__lte=models.F("valid_to")),
                name="licence_ends_after_its_beginning",
            ),
        ]

    class Disclosure(Undisclosed):
        """Internal: who issues a licence publishes it."""

    def __str__(self) -> str:
        """Return kind and number."""
        return f"{self.kind} {self.number}"

    @property
    def is_for_ever(self) -> bool:
        """Tell whether it has no last day: written as a day of the year 9999 (长期)."""
        return self.valid_to is not None and self.valid_to.year == FOREVER.year
