"""Doing what a confirmed import of inspectors says."""

from __future__ import annotations

from datetime import date
from typing import Any

from mingcha.foundation import clock
from mingcha.registers.intake.certificates import write_certificates
from mingcha.registers.intake.comparing_inspectors import TAG_FIELDS, words_of
from mingcha.registers.intake.personal_facts import DATES, PLAIN
from mingcha.registers.intake.tagging import ensure_tags
from mingcha.registers.models import ImportBatch, ImportRow, Inspector
from mingcha.registers.models.import_batch import RowOutcome
from mingcha.registers.models.inspector import InspectorState
from mingcha.registers.models.tag import TagKind

_PLAIN = (*PLAIN, "name", "capacity", "state")
_WRITTEN = (*_PLAIN, *DATES, "unit")


def apply_inspectors(batch: ImportBatch) -> None:
    """Write new and changed inspectors; those gone leave where that was confirmed."""
    rows = list(batch.rows.filter(outcome__in=[RowOutcome.NEW, RowOutcome.CHANGED]))
    units = {unit.name: unit for unit in batch.department.units.all()}
    keys = [row.key for row in rows]
    register = Inspector.objects.select_for_update().filter(department=batch.department_id)
    people = {one.staff_no: one for one in register.filter(staff_no__in=keys)}
    new = [row.key for row in rows if row.key not in people]
    for row in rows:
        if row.key not in people:
            people[row.key] = Inspector(
                department=batch.department,
                staff_no=row.key,
                region_id=batch.department.region_id,
            )
        _write(people[row.key], row, units)
    Inspector.objects.bulk_create([people[key] for key in new], batch_size=1000)
    Inspector.objects.bulk_update(
        [one for key, one in people.items() if key not in set(new)],
        [*_WRITTEN, "region", "updated_at"],
        batch_size=500,
    )
    write_certificates(rows, people)
    for field, kind in TAG_FIELDS.items():
        _write_tags(field, kind, rows, people)
    if batch.removes_gone:
        gone = batch.rows.filter(outcome=RowOutcome.GONE).values_list("key", flat=True)
        register.filter(staff_no__in=list(gone)).update(
            state=InspectorState.LEFT, updated_at=clock.now()
        )


def _write(one: Inspector, row: ImportRow, units: dict[str, Any]) -> None:
    after = row.after
    for name in _PLAIN:
        if name in after:
            setattr(one, name, after[name])
    for name in DATES:
        if name in after:
            setattr(one, name, date.fromisoformat(after[name]))
    if "unit" in after:
        one.unit = units.get(after["unit"])
    if "region" in after:
        one.region_id = after["region"]
    elif one.pk is None and one.unit:
        one.region_id = one.unit.region_id
    one.updated_at = clock.now()


def _write_tags(
    field: str, kind: TagKind, rows: list[ImportRow], people: dict[str, Inspector]
) -> None:
    said = {row.key: words_of(row.after, field) for row in rows if field in row.after}
    tags = ensure_tags(kind, {word for words in said.values() for word in words})
    through = getattr(Inspector, field).through
    through.objects.filter(inspector__in=[people[key].pk for key in said]).delete()
    through.objects.bulk_create(
        through(inspector_id=people[key].pk, tag_id=tags[word].pk)
        for key, words in said.items()
        for word in words
    )
