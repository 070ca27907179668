"""Rows of a file beside the register that they speak of: compared by the database, not in Python.

What is new, changed or refused becomes a row of the import; the rest is the same and not kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from mingcha.core.intake.intake import Intake
from mingcha.registers.intake.comparing import write_bad_rows
from mingcha.registers.intake.reading import Reading
from mingcha.registers.models import ImportBatch

NOT_KEPT = "本部门名录中没有这个代码"
"""Why a row about an object that the department does not keep is refused."""

REFUSAL = """jsonb_build_object('cells', jsonb_build_array(jsonb_build_object(
    'cell', i.cell, 'message', {message}, 'remedy', {remedy})))"""
"""What a refused row holds, as ``intake.comparing`` writes it: the fault at its cell."""

KEPT = """
    LEFT JOIN registers_inspectionobject o ON o.code = i.code
    LEFT JOIN registers_registerentry e
        ON e.object_id = o.id AND e.department_id = %(department)s AND e.is_active
"""
"""The object of an incoming row, and that the department keeps it."""


@dataclass(frozen=True, slots=True)
class Staging:
    """A temporary table ``incoming`` with its columns, and the statement that compares it."""

    columns: str
    compare: str
    values: Callable[[Any, Reading], tuple[object, ...]]

    def run(
        self, batch: ImportBatch, reading: Reading, parameters: Mapping[str, Any] | None = None
    ) -> Intake[Any]:
        """Fill the table, compare it, and write the rows of the import."""
        given = {
            "batch": batch.pk,
            "department": batch.department_id,
            "not_kept": NOT_KEPT,
            "not_kept_remedy": "请核对代码；不在本部门名录的，请先导入检查对象名录",
            **(parameters or {}),
        }
        reading.neighbours.load()
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS incoming")
            cursor.execute(f"CREATE TEMPORARY TABLE incoming ({self.columns}) ON COMMIT DROP")
            with cursor.copy("COPY incoming FROM STDIN") as copy:
                keep = self.values
                intake = reading.take_in(lambda record: copy.write_row(keep(record, reading)))
            cursor.execute("ANALYZE incoming")
            cursor.execute(self.compare, given)
            cursor.execute("DROP TABLE incoming")
        write_bad_rows(batch, intake, "code")
        return intake
