"""What an import finds in the register and does not change, kept as numbers alone."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from mingcha.foundation.models import Undisclosed
from mingcha.registers.models.import_batch import ImportBatch, RowOutcome

SET_SIZE = 1000
"""How many objects one row names; only the last row of an outcome names fewer."""


class ImportObjects(models.Model):
    """Objects that the file has unchanged, or lacks: a row of its own each would cost a province.

    In the order of their ids; ``number`` counts the rows of an outcome from 0.
    """

    batch = models.ForeignKey(
        ImportBatch,
        models.CASCADE,
        related_name="unchanged",
        verbose_name="批次",
        db_index=False,
    )
    outcome = models.CharField("结果", max_length=10, choices=RowOutcome.choices)
    number = models.PositiveIntegerField("次序")
    ids = ArrayField(models.BigIntegerField(), verbose_name="检查对象")

    class Meta:
        verbose_name = "导入未变更的对象"
        ordering: ClassVar = ["batch_id", "outcome", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["batch", "outcome", "number"], name="import_objects_once"
            )
        ]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return the row's number."""
        return str(self.number)
