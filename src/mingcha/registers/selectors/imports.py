"""Reading the imports."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

from django.db.models import QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require, sees_classes
from mingcha.accounts.scope import within
from mingcha.foundation.errors import NotFound
from mingcha.registers.models import ImportBatch, ImportRow, InspectionObject
from mingcha.registers.models.import_batch import ImportKind, RowOutcome
from mingcha.registers.models.import_objects import SET_SIZE


def visible_imports(user: User) -> QuerySet[ImportBatch]:
    """Return the imports of the user's department, without the files; classes to who sees them."""
    require(user, Permission.REGISTER_IMPORT)
    scope = within(user, region="department__region", department="department")
    batches = ImportBatch.objects.filter(scope).select_related("department")
    if not sees_classes(user):
        batches = batches.exclude(kind=ImportKind.CLASSES)
    return batches.defer("annotated")


def get_import(user: User, pk: int) -> ImportBatch:
    """Return an import within the user's scope; raises NotFound."""
    found = visible_imports(user).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def rows_of(batch: ImportBatch, outcome: str) -> Sequence[ImportRow] | QuerySet[ImportRow]:
    """Return the rows that end in an outcome, to be cut into pages."""
    if batch.is_of_objects and outcome == RowOutcome.GONE:
        return _Lacking(batch)
    return batch.rows.filter(outcome=outcome).order_by("id")


class _Lacking(Sequence[ImportRow]):
    """What a file of objects lacks, as rows; a page costs as much in the middle as at the top."""

    def __init__(self, batch: ImportBatch) -> None:
        self._batch = batch

    def __len__(self) -> int:
        return int(self._batch.counts.get(RowOutcome.GONE, 0))

    @overload
    def __getitem__(self, place: int) -> ImportRow: ...
    @overload
    def __getitem__(self, place: slice) -> list[ImportRow]: ...
    def __getitem__(self, place: int | slice) -> ImportRow | list[ImportRow]:
        if isinstance(place, int):
            return self[place : place + 1][0]
        start, stop, _ = place.indices(len(self))
        first = start // SET_SIZE
        sets = self._batch.unchanged.filter(
            outcome=RowOutcome.GONE, number__range=(first, max(stop - 1, 0) // SET_SIZE)
        )
        ids = [one for each in sets.order_by("number") for one in each.ids]
        shown = ids[start - first * SET_SIZE : stop - first * SET_SIZE]
        found = InspectionObject.objects.in_bulk(shown)
        return [
            ImportRow(batch=self._batch, outcome="gone", key=found[one].code, name=found[one].name)
            for one in shown
        ]
