"""Ranges of objects kept under a name (常用范围), for plan lines, tasks and trigger rules (R-017)."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from mingcha.foundation.models import Timed, Undisclosed
from mingcha.orgs.models import Department


@pghistory.track()
class SavedRange(Timed):
    """An object filter of a department under a name; who uses it takes a copy.

    Its form is that of ``registers.selectors.object_filter``.
    """

    department = models.ForeignKey(
        Department, models.CASCADE, related_name="+", verbose_name="部门", db_index=False
    )
    name = models.CharField("名称", max_length=40)
    object_filter = models.JSONField("范围", default=dict)
    note = models.CharField("用途", max_length=200, blank=True)
    written_by = models.CharField("保存人", max_length=40)

    class Meta:
        verbose_name = "常用范围"
        ordering: ClassVar = ["department_id", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["department", "name"], name="saved_range_once")
        ]

    class Disclosure(Undisclosed):
        """Internal: the range of a published plan line is public, a kept one is not."""

    def __str__(self) -> str:
        """Return the name."""
        return self.name
