"""What a file of experts or of professional bodies would do to a department's pool (R-023).

A blank cell overwrites nothing. ``before`` of a row holds the key of who is meant as ``id``: a name
alone is no key.
"""

from __future__ import annotations

from typing import Any

from mingcha.core.draw.canonical import Json
from mingcha.core.identifiers.citizen import read_telephone
from mingcha.core.identifiers.text import fold
from mingcha.core.identifiers.uscc import is_valid
from mingcha.core.intake.intake import Intake
from mingcha.core.intake.records import BodyRecord, ExpertRecord
from mingcha.registers.intake.comparing import write_bad_rows
from mingcha.registers.intake.neighbours import Neighbours
from mingcha.registers.intake.reading import Reading
from mingcha.registers.intake.words import is_in_pool
from mingcha.registers.models import Expert, ImportBatch, ImportRow, ProfessionalBody, Tag
from mingcha.registers.models.import_batch import ImportKind, RowOutcome
from mingcha.registers.models.tag import TagKind

Helper = Expert | ProfessionalBody
Facts = dict[str, Json]
AREAS = "areas"
"""The field of a row that holds the words of tags."""


def compare_helpers(batch: ImportBatch, reading: Reading) -> Intake[Any]:
    """Write what each row would do, and who of the pool is not in the file."""
    intake = reading.take_in()
    known, named = pool_of(batch), set[int]()
    rows = []
    for record in intake.records:
        one = known.get(_key_of(record, reading.neighbours) or 0)
        if one and one.pk in named:
            rows.append(_again(batch, record))
            continue
        rows.append(_row(batch, record, one))
        named |= {one.pk} if one else set()
    refused = {row.values.get("name", "") for row in intake.rejected}
    rows += [
        ImportRow(
            batch=batch,
            outcome=RowOutcome.GONE,
            key=_code(one),
            name=_name(one),
            before={"id": one.pk},
        )
        for one in known.values()
        if one.is_active and one.pk not in named and one.name not in refused
    ]
    ImportRow.objects.bulk_create(rows, batch_size=2000)
    write_bad_rows(batch, intake, "code" if batch.kind == ImportKind.BODIES else "employer")
    return intake


def stamp_helpers(batch: ImportBatch) -> str:
    """Return a fingerprint of the department's pools: experts name bodies, so both count."""
    times = [
        each
        for model in (Expert, ProfessionalBody)
        for each in model.objects.filter(department=batch.department_id).values_list(
            "updated_at", flat=True
        )
    ]
    return f"{len(times)}:{max(times).isoformat() if times else ''}"


def new_areas(batch: ImportBatch) -> list[str]:
    """Return the words that are no tags of expertise or qualification; confirming makes them."""
    rows = batch.rows.filter(outcome__in=[RowOutcome.NEW, RowOutcome.CHANGED])
    words = {str(word) for after in rows.values_list("after", flat=True) for word in areas(after)}
    return sorted(words - tags_named(words).keys())


def tags_named(words: set[str]) -> dict[str, Tag]:
    """Return the tags by these words; an expertise goes before a qualification of its name."""
    tags = Tag.objects.filter(name__in=words).exclude(kind=TagKind.OBJECT)
    ordered = sorted(tags, key=lambda tag: tag.kind == TagKind.EXPERTISE)
    return {tag.name: tag for tag in ordered}


def areas(facts: Facts) -> list[str]:
    """Return the words of tags among a row's facts."""
    words = facts.get(AREAS)
    return [str(word) for word in words] if isinstance(words, list) else []


def pool_of(batch: ImportBatch) -> dict[int, Helper]:
    """Return the department's pool of the batch's kind by key."""
    if batch.kind == ImportKind.EXPERTS:
        experts = Expert.objects.filter(department=batch.department_id).select_related("body")
        return {one.pk: one for one in experts.prefetch_related("tags").order_by("pk")}
    bodies = ProfessionalBody.objects.filter(department=batch.department_id)
    return {one.pk: one for one in bodies.prefetch_related("tags").order_by("pk")}


def known_facts(one: Helper) -> Facts:
    """Return what the pool says of somebody, as rows say it."""
    facts: Facts = {
        "name": one.name,
        "phone": one.phone,
        "is_active": one.is_active,
        AREAS: sorted(tag.name for tag in one.tags.all()),
    }
    if isinstance(one, Expert):
        body = one.body.name if one.body else ""
        return facts | {"employer": one.employer, "title": one.title, "body": body}
    return facts | {"code": one.code, "services": one.services, "contact": one.contact}


def _key_of(record: ExpertRecord | BodyRecord, neighbours: Neighbours) -> int | None:
    if isinstance(record, BodyRecord):
        return neighbours.bodies.get(record.name)
    same = neighbours.experts(record.name, record.employer, record.body)
    return same[0] if same else None


def _said(record: ExpertRecord | BodyRecord) -> Facts:
    said: Facts = {
        "name": record.name,
        "phone": read_telephone(record.phone) or "",
        "is_active": is_in_pool(record.status),
        AREAS: sorted(record.expertise),
    }
    if isinstance(record, ExpertRecord):
        said |= {"employer": record.employer, "title": record.title, "body": record.body}
    else:
        code = fold(record.code)[0]
        said |= {"code": code if is_valid(code) else "", "services": record.services}
        said |= {"contact": record.contact}
    return {name: value for name, value in said.items() if value not in (None, "", [])}


def _row(batch: ImportBatch, record: ExpertRecord | BodyRecord, one: Helper | None) -> ImportRow:
    before = known_facts(one) if one else {}
    said = _said(record)
    after = {name: value for name, value in said.items() if before.get(name) != value}
    outcome = RowOutcome.NEW if not one else RowOutcome.CHANGED if after else RowOutcome.SAME
    return ImportRow(
        batch=batch,
        row=record.row,
        outcome=outcome,
        key=_code(record),
        name=_name(record),
        before={name: before[name] for name in after} | {"id": one.pk} if one else {},
        after=after,
    )


def _again(batch: ImportBatch, record: ExpertRecord | BodyRecord) -> ImportRow:
    told = f"第 {record.row} 行与前面的一行说的是库中同一位，只保留前面的一行"
    return ImportRow(batch=batch, row=record.row, outcome=RowOutcome.REPEATED, message=told)


def _code(one: Helper | ExpertRecord | BodyRecord) -> str:
    return one.code[:64] if isinstance(one, ProfessionalBody | BodyRecord) else ""


def _name(one: Helper | ExpertRecord | BodyRecord) -> str:
    if isinstance(one, ProfessionalBody | BodyRecord):
        return one.name
    home = one.employer or str(one.body or "")
    return f"{one.name}（{home}）" if home else one.name
