"""Doing what a confirmed import of experts or professional bodies says, and taking it back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from mingcha.core.draw.canonical import Json
from mingcha.foundation import clock
from mingcha.orgs.models import Department
from mingcha.registers.intake.comparing_helpers import (
    AREAS,
    Facts,
    Helper,
    areas,
    known_facts,
    pool_of,
    tags_named,
)
from mingcha.registers.intake.tagging import ensure_tags
from mingcha.registers.models import Expert, ImportBatch, ImportRow, ProfessionalBody, Tag
from mingcha.registers.models.import_batch import ImportKind, RowOutcome
from mingcha.registers.models.tag import TagKind

_WRITTEN = (RowOutcome.NEW, RowOutcome.CHANGED)
_CHUNK = 500
_FIELDS: dict[Any, tuple[str, ...]] = {
    Expert: ("name", "phone", "is_active", "employer", "title", "body"),
    ProfessionalBody: ("name", "phone", "is_active", "code", "services", "contact"),
}


def apply_helpers(batch: ImportBatch) -> None:
    """Write who is new or changed; those gone leave the pool where that was confirmed.

    A row that made somebody remembers whom, so that the import can be taken back.
    """
    rows = list(batch.rows.filter(outcome__in=_WRITTEN))
    words = {word for row in rows for word in areas(row.after)}
    tags = ensure_areas(words, batch.department)
    known = pool_of(batch)
    said = [(known.get(row.before.get("id", 0)) or _new(batch), row.after) for row in rows]
    _write(batch, said, tags)
    for row, (one, _) in zip(rows, said, strict=True):
        row.after = row.after | {"id": one.pk}
    ImportRow.objects.bulk_update(rows, ["after"], batch_size=_CHUNK)
    if batch.removes_gone:
        _gone(batch).update(is_active=False, updated_at=batch.written_at)


def undo_helpers(batch: ImportBatch) -> int:
    """Take a written import back; returns how many rows somebody has changed since.

    Who was new leaves the pool and stays on record; a value changed since stays as it is, and so
    does the body of an expert whose former one has another name by now.
    """
    known = pool_of(batch)
    bodies = {
        "",
        *ProfessionalBody.objects.filter(department=batch.department).values_list(
            "name", flat=True
        ),
    }
    said, kept = list[tuple[Helper, Facts]](), 0
    for row in batch.rows.filter(outcome__in=_WRITTEN):
        one = known[row.after.pop("id")]
        now = known_facts(one)
        changed_since = {name for name in row.after if now[name] != row.after[name]}
        changed_since |= {"body"} if row.before.get("body", "") not in bodies else set()
        kept += bool(changed_since)
        said.append((one, _former(row, changed_since)))
    _write(batch, said, tags_named({word for _, facts in said for word in areas(facts)}))
    if batch.removes_gone:
        gone = _gone(batch)
        untouched = gone.filter(is_active=False, updated_at=batch.written_at)
        kept += gone.count() - untouched.count()
        untouched.update(is_active=True, updated_at=clock.now())
    return kept


def lock_pools(batch: ImportBatch) -> None:
    """Lock the department's pools against whoever edits by hand meanwhile."""
    for model in (ProfessionalBody, Expert):
        rows: Any = model.objects.select_for_update().filter(department=batch.department_id)
        list(rows.order_by("pk").values_list("pk"))


def ensure_areas(words: set[str], keeper: Department) -> dict[str, Tag]:
    """Return the tags by these words, made as expertise where there are none."""
    known = tags_named(words)
    return known | ensure_tags(TagKind.EXPERTISE, words - known.keys(), keeper)


def _former(row: ImportRow, changed_since: set[str]) -> Facts:
    if row.outcome == RowOutcome.NEW:
        return {"is_active": False}
    return {name: row.before[name] for name in row.after if name not in changed_since}


def _new(batch: ImportBatch) -> Helper:
    if batch.kind == ImportKind.EXPERTS:
        return Expert(department=batch.department)
    return ProfessionalBody(department=batch.department)


def _write(batch: ImportBatch, said: Iterable[tuple[Helper, Facts]], tags: dict[str, Tag]) -> None:
    """Write facts of people or bodies of one kind, then their tags."""
    said, known = list(said), pool_of(batch).keys()
    model: Any = Expert if batch.kind == ImportKind.EXPERTS else ProfessionalBody
    bodies = {one.name: one for one in ProfessionalBody.objects.filter(department=batch.department)}
    for one, facts in said:
        for name, value in facts.items():
            if name != AREAS:
                setattr(one, name, _value(name, value, bodies))
        one.updated_at = clock.now()
    new = [one for one, _ in said if one.pk not in known]
    old = [one for one, _ in said if one.pk in known]
    model.objects.bulk_create(new, batch_size=_CHUNK)
    model.objects.bulk_update(old, [*_FIELDS[model], "updated_at"], batch_size=_CHUNK)
    _write_tags(model, [(one, areas(facts)) for one, facts in said if AREAS in facts], tags)


def _value(name: str, value: Json, bodies: dict[str, ProfessionalBody]) -> object:
    return bodies.get(str(value)) if name == "body" else value


def _write_tags(model: Any, said: list[tuple[Helper, list[str]]], tags: dict[str, Tag]) -> None:
    through, own = model.tags.through, f"{model.__name__.lower()}_id"
    through.objects.filter(**{f"{own}__in": [one.pk for one, _ in said]}).delete()
    through.objects.bulk_create(
        through(**{own: one.pk, "tag_id": tags[word].pk})
        for one, words in said
        for word in words
        if word in tags
    )


def _gone(batch: ImportBatch) -> QuerySet[Any]:
    keys = batch.rows.filter(outcome=RowOutcome.GONE).values_list("before__id", flat=True)
    model: Any = Expert if batch.kind == ImportKind.EXPERTS else ProfessionalBody
    rows: QuerySet[Any] = model.objects.filter(department=batch.department_id, pk__in=list(keys))
    return rows
