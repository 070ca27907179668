"""Writing what a department's own system sends into its register, and telling what that changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from mingcha.core.draw.canonical import Json
from mingcha.core.identifiers.object_key import object_key
from mingcha.core.intake.records import ObjectRecord
from mingcha.foundation import clock
from mingcha.orgs.models import Department
from mingcha.registers.intake.pushed import Facts, Push
from mingcha.registers.intake.pushed_row import Row
from mingcha.registers.intake.words import new_kind
from mingcha.registers.models import InspectionObject, RegisterEntry
from mingcha.registers.models.import_batch import RowOutcome

_FIELDS = (
    *("name", "kind", "status", "region_id", "address", "industry"),
    *("business_scope", "established_on"),
)
_LONGEST = {"name": 200, "address": 300, "industry": 60, "business_scope": 2000, "exclusion": 60}


class ReceivingRegister:
    """The register of the actor's department, while rows are written into it.

    ``pushes`` is what has been written, once it has.
    """

    def __init__(self, department: Department) -> None:
        """Begin with nothing written."""
        self._department = department
        self._now = clock.now()
        self._facts: dict[str, tuple[Facts, Facts]] = {}
        self.pushes: list[Push] = []

    def write(self, records: Sequence[ObjectRecord], rows: Sequence[Row]) -> dict[int, str]:
        """Write accepted records; return the outcome of each by its row's number."""
        codes = sorted(record.id for record in records)
        known = InspectionObject.objects.select_for_update().order_by("pk")
        before = {row.code: row for row in known.filter(code__in=codes)}
        objects = {
            each.id: self._merged(before.get(each.id), each, rows[each.row - 1]) for each in records
        }
        changed = {code for code, (_, after) in self._facts.items() if after}
        self._save(objects, before, changed)
        entered, excluded = self._enter(objects, {each.id: rows[each.row - 1] for each in records})
        outcomes = {
            each.row: _outcome(new=each.id in entered, changed=each.id in changed | excluded)
            for each in records
        }
        self.pushes = [
            self._push(objects[each.id], RowOutcome(outcomes[each.row]))
            for each in records
            if outcomes[each.row] != RowOutcome.SAME
        ]
        return outcomes

    def _push(self, one: InspectionObject, outcome: RowOutcome) -> Push:
        before, after = self._facts[one.code]
        return Push(code=one.code, name=one.name, outcome=outcome, before=before, after=after)

    def _merged(
        self, known: InspectionObject | None, record: ObjectRecord, row: Row
    ) -> InspectionObject:
        """Return the object with what the row says of it, and note what that changes."""
        values: dict[str, Any] = {
            "name": record.name[: _LONGEST["name"]],
            "kind": row.kind,
            "status": row.status,
            "region_id": record.region,
            "address": _cut(row.address, "address"),
            "industry": _cut(row.industry, "industry"),
            "business_scope": _cut(row.business_scope, "business_scope"),
            "established_on": row.established_on,
        }
        said = {name: value for name, value in values.items() if value is not None}
        if known is None:
            kind = new_kind(None, record.id)
            said = {"kind": kind, "region_id": self._department.region_id} | said
            key = object_key(record.id)
            self._facts[record.id] = {}, {"key": key} | _facts(said)
            return InspectionObject(code=record.id, key=key, **said)
        said = {name: value for name, value in said.items() if getattr(known, name) != value}
        self._facts[record.id] = _facts({name: getattr(known, name) for name in said}), _facts(said)
        for name, value in said.items():
            setattr(known, name, value)
        known.updated_at = self._now
        return known

    def _save(
        self,
        objects: Mapping[str, InspectionObject],
        before: Mapping[str, InspectionObject],
        changed: set[str],
    ) -> None:
        InspectionObject.objects.bulk_create(
            row for code, row in objects.items() if code not in before
        )
        InspectionObject.objects.bulk_update(
            [row for code, row in objects.items() if code in before and code in changed],
            [*_FIELDS, "updated_at"],
        )

    def _enter(
        self, objects: Mapping[str, InspectionObject], rows: Mapping[str, Row]
    ) -> tuple[set[str], set[str]]:
        """Put the objects into the register; return the codes that came in, and those excluded anew."""
        mine = RegisterEntry.objects.filter(department=self._department)
        found = {e.object_id: e for e in mine.filter(object__in=objects.values())}
        new, moved, entered, excluded = [], [], set(), set()
        for code, row in objects.items():
            entry = found.get(row.pk)
            exclusion = _cut(rows[code].exclusion, "exclusion")
            self._note_exclusion(code, entry, exclusion)
            if entry is None:
                fresh = RegisterEntry(department=self._department, object=row)
                fresh.exclusion = exclusion or ""
                new.append(fresh)
                entered.add(code)
                continue
            is_other = exclusion is not None and exclusion != entry.exclusion
            if not entry.is_active:
                entered.add(code)
            if is_other or not entry.is_active:
                entry.is_active, entry.left_on, entry.left_reason = True, None, ""
                entry.exclusion = exclusion if exclusion is not None else entry.exclusion
                entry.updated_at = self._now
                moved.append(entry)
            if is_other:
                excluded.add(code)
        RegisterEntry.objects.bulk_create(new)
        fields = ["is_active", "left_on", "left_reason", "exclusion", "updated_at"]
        RegisterEntry.objects.bulk_update(moved, fields)
        return entered, excluded

    def _note_exclusion(
        self, code: str, entry: RegisterEntry | None, exclusion: str | None
    ) -> None:
        before, after = self._facts[code]
        if entry is None and exclusion:
            after["exclusion"] = exclusion
        elif entry is not None and exclusion is not None and exclusion != entry.exclusion:
            before["exclusion"], after["exclusion"] = entry.exclusion, exclusion


def _facts(values: Mapping[str, Any]) -> Facts:
    """Return values of an object as rows of an import hold them."""
    return {
        "region" if name == "region_id" else name: _plain(value) for name, value in values.items()
    }


def _plain(value: Any) -> Json:
    """Return a value of a field as JSON has it."""
    if isinstance(value, date):
        return value.isoformat()
    return None if value is None else str(value)


def _cut(text: str | None, name: str) -> str | None:
    return None if text is None else text.strip()[: _LONGEST[name]]


def _outcome(*, new: bool, changed: bool) -> str:
    if new:
        return RowOutcome.NEW
    return RowOutcome.CHANGED if changed else RowOutcome.SAME
