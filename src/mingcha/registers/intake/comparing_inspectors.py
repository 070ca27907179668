"""What a file of inspectors would do to a department's register; a blank cell overwrites nothing."""

from __future__ import annotations

from typing import Any

from mingcha.core.draw.canonical import Json
from mingcha.core.intake.intake import Intake
from mingcha.core.intake.records import InspectorRecord
from mingcha.registers.intake import words
from mingcha.registers.intake.comparing import refused_keys, write_bad_rows
from mingcha.registers.intake.neighbours import Neighbours
from mingcha.registers.intake.reading import Reading
from mingcha.registers.models import ImportBatch, ImportRow, Inspector, Tag
from mingcha.registers.models.import_batch import RowOutcome
from mingcha.registers.models.inspector import InspectorState
from mingcha.registers.models.tag import TagKind

Facts = dict[str, Json]


def compare_inspectors(batch: ImportBatch, reading: Reading) -> Intake[Any]:
    """Write what each row of the file would do, and who is not in the file."""
    intake = reading.take_in()
    known = {one.staff_no: one for one in _register(batch)}
    neighbours = Neighbours(batch.department)
    rows = []
    for record in intake.records:
        said = _said(record, reading, neighbours)
        rows.append(_row(batch, record, said, known.pop(record.staff_no, None)))
    refused = set(refused_keys(intake, "staff_no", "certificate_no"))
    rows += [
        ImportRow(batch=batch, outcome=RowOutcome.GONE, key=one.staff_no, name=one.name)
        for one in known.values()
        if one.staff_no not in refused and one.state != InspectorState.LEFT
    ]
    ImportRow.objects.bulk_create(rows, batch_size=2000)
    write_bad_rows(batch, intake, "staff_no")
    return intake


def new_expertise(batch: ImportBatch) -> list[str]:
    """Return the words of expertise that are no tags yet; confirming makes them tags."""
    rows = batch.rows.filter(outcome__in=[RowOutcome.NEW, RowOutcome.CHANGED])
    named = {word for after in rows.values_list("after", flat=True) for word in expertise_of(after)}
    tags = Tag.objects.filter(kind=TagKind.EXPERTISE, name__in=named)
    return sorted(named - set(tags.values_list("name", flat=True)))


def stamp_inspectors(batch: ImportBatch) -> str:
    """Return a fingerprint of the department's register."""
    times = [one.updated_at for one in _register(batch)]
    return f"{len(times)}:{max(times).isoformat() if times else ''}"


def expertise_of(facts: Facts) -> list[str]:
    """Return the words of expertise among the facts of a row."""
    found = facts.get("expertise")
    return [str(word) for word in found] if isinstance(found, list) else []


def _register(batch: ImportBatch) -> list[Inspector]:
    rows = Inspector.objects.filter(department=batch.department_id)
    return list(rows.select_related("unit").prefetch_related("expertise").order_by("staff_no"))


def _said(record: InspectorRecord, reading: Reading, neighbours: Neighbours) -> Facts:
    unit = neighbours.unit(record.fields.get("section"), record.unit)
    state = record.status and (words.inspector_state(record.status) or InspectorState.SUSPENDED)
    until = record.cert_valid_to
    said: Facts = {
        "name": record.name[:40],
        "post": record.fields.get("position", "")[:40],
        "unit": unit.name if unit else "",
        "region": reading.places.find(record.region).code if record.region else "",
        "certificate_no": (record.certificate_no or "")[:40],
        "certificate_until": until.isoformat() if until else "",
        "expertise": sorted({word[:30] for word in record.expertise}),
        "capacity": record.capacity,
        "state": state or "",
    }
    return {name: value for name, value in said.items() if value not in (None, "", [])}


def _row(
    batch: ImportBatch, record: InspectorRecord, said: Facts, known: Inspector | None
) -> ImportRow:
    before = _known_facts(known) if known else {}
    after = {name: value for name, value in said.items() if before.get(name) != value}
    outcome = RowOutcome.NEW if not known else RowOutcome.CHANGED if after else RowOutcome.SAME
    return ImportRow(
        batch=batch,
        row=record.row,
        outcome=outcome,
        key=record.staff_no,
        name=record.name,
        before={name: before[name] for name in after} if known else {},
        after=after,
    )


def _known_facts(one: Inspector) -> Facts:
    until = one.certificate_until
    return {
        "name": one.name,
        "post": one.post,
        "unit": one.unit.name if one.unit else "",
        "region": one.region_id,
        "certificate_no": one.certificate_no,
        "certificate_until": until.isoformat() if until else "",
        "expertise": sorted(tag.name for tag in one.expertise.all()),
        "capacity": one.capacity,
        "state": one.state,
    }
