"""Doing what a confirmed import of inspectors says (R-018, R-019)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from mingcha.foundation import clock
from mingcha.orgs.models import Department
from mingcha.registers.intake.certificates import write_certificates
from mingcha.registers.intake.comparing_inspectors import (
    TAG_FIELDS,
    Facts,
    words_of,
)
from mingcha.registers.intake.personal_facts import DATES, PLAIN
from mingcha.registers.intake.tagging import ensure_tags
from mingcha.registers.models import ImportBatch, Inspector
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
        write_person(people[row.key], row.after, units)
    Inspector.objects.bulk_create([people[key] for key in new], batch_size=1000)
    save_people(one for key, one in people.items() if key not in set(new))
    write_certificates(rows, people, batch.written_at)
    write_tags({row.key: row.after for row in rows}, people, batch.department)
    if batch.removes_gone:
        gone = batch.rows.filter(outcome=RowOutcome.GONE).values_list("key", flat=True)
        register.filter(staff_no__in=list(gone)).update(
            state=InspectorState.LEFT, updated_at=batch.written_at
        )


def save_people(people: Iterable[Inspector]) -> None:
    """Save all that ``write_person`` writes."""
    fields = [*_WRITTEN, "region", "updated_at"]
    Inspector.objects.bulk_update(list(people), fields, batch_size=500)


def write_person(one: Inspector, facts: Facts, units: dict[str, Any]) -> None:
    """Write facts into a person who is saved later; units by their names."""
    for name in _PLAIN:
        if name in facts:
            setattr(one, name, facts[name])
    for name in DATES:
        if name in facts:
            day = str(facts[name])
            setattr(one, name, date.fromisoformat(day) if day else None)
    if "unit" in facts:
        one.unit = units.get(str(facts["unit"]))
    if "region" in facts:
        one.region_id = str(facts["region"])
    elif one.pk is None and one.unit:
        one.region_id = one.unit.region_id
    one.updated_at = clock.now()


def write_tags(
    facts: Mapping[str, Facts], people: Mapping[str, Inspector], keeper: Department
) -> None:
    """Set the tags that facts name, by the number of the person; ``keeper`` keeps the new ones."""
    for field, kind in TAG_FIELDS.items():
        said = {key: words_of(each, field) for key, each in facts.items() if field in each}
        _write_tags_of(field, kind, said, people, keeper)


def _write_tags_of(
    field: str,
    kind: TagKind,
    said: Mapping[str, list[str]],
    people: Mapping[str, Inspector],
    keeper: Department,
) -> None:
    tags = ensure_tags(kind, {word for words in said.values() for word in words}, keeper)
    through = getattr(Inspector, field).through
    through.objects.filter(inspector__in=[people[key].pk for key in said]).delete()
    through.objects.bulk_create(
        through(inspector_id=people[key].pk, tag_id=tags[word].pk)
        for key, words in said.items()
        for word in words
    )
