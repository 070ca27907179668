"""What a file of inspectors would do to a department's register; a blank cell overwrites nothing."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from mingcha.core.draw.canonical import Json
from mingcha.core.intake.intake import Intake
from mingcha.core.intake.records import InspectorRecord
from mingcha.registers.intake import words
from mingcha.registers.intake.certificates import (
    known_certificates,
    said_certificates,
    whole_certificates,
)
from mingcha.registers.intake.comparing import refused_keys, write_bad_rows
from mingcha.registers.intake.neighbours import Neighbours
from mingcha.registers.intake.personal_facts import known_personal_facts, personal_facts
from mingcha.registers.intake.reading import Reading
from mingcha.registers.models import ImportBatch, ImportRow, Inspector, InspectorCertificate, Tag
from mingcha.registers.models.import_batch import RowOutcome
from mingcha.registers.models.inspector import InspectorState
from mingcha.registers.models.tag import TagKind

Facts = dict[str, Json]
TAG_FIELDS = {"expertise": TagKind.EXPERTISE, "qualifications": TagKind.QUALIFICATION}
"""Fields of a person that hold tags, and what kind of tags."""


def compare_inspectors(batch: ImportBatch, reading: Reading) -> Intake[Any]:
    """Write what each row of the file would do, and who is not in the file."""
    intake = reading.take_in()
    known = {one.staff_no: one for one in _register(batch)}
    neighbours = Neighbours(batch.department)
    rows = []
    for record in intake.records:
        one = known.pop(record.staff_no, None)
        rows.append(_row(batch, record, _said(record, reading, neighbours, one), one))
    refused = set(refused_keys(intake, "staff_no", "certificate_no"))
    rows += [
        ImportRow(
            batch=batch,
            outcome=RowOutcome.GONE,
            key=one.staff_no,
            name=one.name,
            before={"state": one.state},
        )
        for one in known.values()
        if one.staff_no not in refused and one.state != InspectorState.LEFT
    ]
    ImportRow.objects.bulk_create(rows, batch_size=2000)
    write_bad_rows(batch, intake, "staff_no")
    return intake


def new_tags(batch: ImportBatch) -> list[str]:
    """Return the words of expertise and qualification that are no tags; confirming makes them."""
    rows = batch.rows.filter(outcome__in=[RowOutcome.NEW, RowOutcome.CHANGED])
    facts = list(rows.values_list("after", flat=True))
    new: set[str] = set()
    for field, kind in TAG_FIELDS.items():
        named = {word for after in facts for word in words_of(after, field)}
        tags = Tag.objects.filter(kind=kind, name__in=named)
        new |= named - set(tags.values_list("name", flat=True))
    return sorted(new)


def stamp_inspectors(batch: ImportBatch) -> str:
    """Return a fingerprint of the department's register."""
    times = [one.updated_at for one in _register(batch)]
    held = InspectorCertificate.objects.filter(inspector__department=batch.department_id)
    times += held.values_list("updated_at", flat=True)
    return f"{len(times)}:{max(times).isoformat() if times else ''}"


def words_of(facts: Facts, field: str) -> list[str]:
    """Return the words of a field of tags among the facts of a row."""
    found = facts.get(field)
    return [str(word) for word in found] if isinstance(found, list) else []


def _register(batch: ImportBatch) -> list[Inspector]:
    return list(with_facts(Inspector.objects.filter(department=batch.department_id)))


def with_facts(people: QuerySet[Inspector]) -> QuerySet[Inspector]:
    """Return people with all that ``known_facts`` reads of them."""
    loaded = people.select_related("unit").prefetch_related(*TAG_FIELDS, "certificates")
    return loaded.order_by("staff_no")


def _said(
    record: InspectorRecord, reading: Reading, neighbours: Neighbours, known: Inspector | None
) -> Facts:
    unit = neighbours.unit(record.fields.get("section"), record.unit)
    said: Facts = {
        "name": record.name[:40],
        **personal_facts(record),
        "unit": unit.name if unit else "",
        "region": reading.places.find(record.region).code if record.region else "",
        **said_certificates(record),
        "expertise": sorted({word[:30] for word in record.expertise}),
        "qualifications": sorted({word[:30] for word in record.qualifications}),
        "capacity": record.capacity,
        "state": _state(record.status, known),
    }
    return {name: value for name, value in said.items() if value not in (None, "", [])}


def _state(word: str | None, known: Inspector | None) -> str:
    """Return the state that a word means; 失效 says nothing new of who is out already."""
    if not word:
        return ""
    if words.is_merely_out(word) and known and known.state != InspectorState.ACTIVE:
        return known.state
    return words.inspector_state(word) or InspectorState.SUSPENDED


def _row(
    batch: ImportBatch, record: InspectorRecord, said: Facts, known: Inspector | None
) -> ImportRow:
    before = known_facts(known) if known else {}
    after = {name: value for name, value in said.items() if before.get(name) != value}
    after |= whole_certificates(said, after)
    outcome = RowOutcome.NEW if not known else RowOutcome.CHANGED if after else RowOutcome.SAME
    return ImportRow(
        batch=batch,
        row=record.row,
        outcome=outcome,
        key=record.staff_no,
        name=record.name,
        before={name: before.get(name, "") for name in after} if known else {},
        after=after,
    )


def known_facts(one: Inspector) -> Facts:
    """Return the facts of somebody in the register that a row may speak of."""
    return {
        "name": one.name,
        **known_personal_facts(one),
        "unit": one.unit.name if one.unit else "",
        "region": one.region_id,
        **known_certificates(one),
        "expertise": sorted(tag.name for tag in one.expertise.all()),
        "qualifications": sorted(tag.name for tag in one.qualifications.all()),
        "capacity": one.capacity,
        "state": one.state,
    }
