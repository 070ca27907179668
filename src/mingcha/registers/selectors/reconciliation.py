"""A register against its sources: what the last file of each source had and the register lacks (R-015).

What is missing was refused, or was never written, and has not come in since; what is beyond stands in
the register and in none of the rows. Both are asked of the register as it is now, so that a gap
closes by itself. A file that was only looked at counts as well: there may be nothing to write.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Count, Exists, Func, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from mingcha.orgs.models import Department
from mingcha.registers.models import (
    ImportBatch,
    ImportObjects,
    ImportRow,
    InspectionObject,
    RegisterEntry,
)
from mingcha.registers.models.import_batch import ImportKind, RowOutcome

_READ = ("checked", "confirmed", "applied")
_IN_FILE = ("new", "changed", "same", "refused")
_BEYOND = """
SELECT b.id, count(*)
FROM registers_importbatch b
JOIN registers_importobjects lacking ON lacking.batch_id = b.id AND lacking.outcome = 'gone'
CROSS JOIN unnest(lacking.ids) AS missing(id)
JOIN registers_registerentry e
    ON e.department_id = b.department_id AND e.object_id = missing.id AND e.is_active
WHERE b.id = ANY(%s)
GROUP BY b.id
"""


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The last file of one source, and how far the register is from it today."""

    batch: ImportBatch
    in_source: int
    missing: int
    beyond: int

    @property
    def found(self) -> int:
        """Return how many of the source's rows the register has."""
        return self.in_source - self.missing

    @property
    def day(self) -> date:
        """Return when the source was held against the register."""
        return compared_on(self.batch)


def compared_on(batch: ImportBatch) -> date:
    """Return the day of a file's comparison: when it was written, or sent where it only was read."""
    return localdate(batch.applied_at or batch.created_at)


def reconciliations(departments: Iterable[Department]) -> dict[int, list[Reconciliation]]:
    """Return the last loads by department, one a source, in three queries however many they are."""
    batches = list(last_loads(departments))
    missing = _counts(missing_rows(batches))
    beyond = _numbers_beyond(batches)
    found: dict[int, list[Reconciliation]] = {}
    for batch in batches:
        total = sum(int(batch.counts.get(each, 0)) for each in _IN_FILE)
        row = Reconciliation(batch, total, missing.get(batch.pk, 0), beyond.get(batch.pk, 0))
        found.setdefault(batch.department_id, []).append(row)
    return found


def last_loads(departments: Iterable[Department]) -> QuerySet[ImportBatch]:
    """Return the last file of objects of each department and source that was read.

    What was pushed row by row is no file: it does not say what the source lacks.
    """
    loads = ImportBatch.objects.filter(
        department__in=list(departments),
        kind=ImportKind.OBJECTS,
        state__in=_READ,
        is_pushed=False,
    )
    newest = loads.order_by("department_id", "source", "-id")
    return newest.distinct("department_id", "source").defer("annotated", "findings", "columns")


def missing_rows(batches: Collection[ImportBatch]) -> QuerySet[ImportRow]:
    """Return rows of the sources that are not in the register, by whichever way."""
    refused = Q(batch__in=batches, outcome=RowOutcome.REFUSED)
    unwritten = [each for each in batches if each.state != "applied"]
    waiting = Q(batch__in=unwritten, outcome=RowOutcome.NEW)
    return ImportRow.objects.filter(refused | waiting).filter(~Exists(_kept()))


def objects_beyond(batch: ImportBatch) -> QuerySet[InspectionObject]:
    """Return what stands in the register still, though the source did not have it."""
    lacking = ImportObjects.objects.filter(batch=batch, outcome=RowOutcome.GONE).order_by()
    kept = RegisterEntry.objects.filter(
        object=OuterRef("pk"), department=batch.department_id, is_active=True
    )
    return InspectionObject.objects.filter(
        Exists(kept), pk__in=lacking.values(one=Func("ids", function="unnest"))
    )


def _numbers_beyond(batches: Collection[ImportBatch]) -> dict[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(_BEYOND, [[each.pk for each in batches]])
        return dict(cursor.fetchall())


def _kept() -> QuerySet[RegisterEntry]:
    return RegisterEntry.objects.filter(
        object__code=OuterRef("key"), department=OuterRef("batch__department"), is_active=True
    )


def _counts(rows: QuerySet[ImportRow]) -> dict[int, int]:
    return dict(rows.order_by().values_list("batch").annotate(number=Count("pk")))
