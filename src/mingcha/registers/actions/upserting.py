"""Objects that a department's own system sends: checked row by row, written all at once (R-015).

The checks are the spreadsheet import's (``core.intake``); words need no guessing here, since kinds
and states come as codes. What a row leaves out stays as it is known; nothing is taken out. What was
written is kept (``intake.pushed``), so that a day's rows of one sender can be undone as a whole.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.audit.record import record
from mingcha.core.draw.canonical import Json
from mingcha.core.identifiers.object_key import object_key
from mingcha.core.intake import table
from mingcha.core.intake.checks.object_code import MISSING
from mingcha.core.intake.findings import Finding, Place, Report
from mingcha.core.intake.intake import Intake, take_in
from mingcha.core.intake.objects import OBJECTS
from mingcha.core.intake.records import ObjectRecord
from mingcha.foundation import clock
from mingcha.foundation.actions import action
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.orgs.models import Department
from mingcha.registers.events import ObjectsReceived
from mingcha.registers.intake.findings import REGION_UNKNOWN
from mingcha.registers.intake.merged_codes import tell_merged
from mingcha.registers.intake.places import Places
from mingcha.registers.intake.pushed import Facts, Push, keep_pushed
from mingcha.registers.intake.words import new_kind
from mingcha.registers.intake.writing_lock import lock_registers
from mingcha.registers.models import ImportBatch, InspectionObject, RegisterEntry
from mingcha.registers.models.import_batch import ImportKind, RowOutcome
from mingcha.registers.policies import require_own_list
from mingcha.registers.selectors.merges import survivor_codes

MOST_ROWS = 1000
_HEADINGS = ("统一社会信用代码", "企业名称", "行政区划代码")
_REGION_COLUMN = 2
_FIELDS = (
    *("name", "kind", "status", "region_id", "address", "industry"),
    *("business_scope", "established_on"),
)
_LONGEST = {"name": 200, "address": 300, "industry": 60, "business_scope": 2000, "exclusion": 60}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row as it was sent; None is not said."""

    code: str
    name: str
    region: str | None = None
    kind: str | None = None
    status: str | None = None
    address: str | None = None
    industry: str | None = None
    business_scope: str | None = None
    established_on: date | None = None
    exclusion: str | None = None


@action
def upsert_objects(*, by: User, rows: Sequence[Row], sender: str = "") -> Json:
    """Write the good rows into the actor's department's register; return what became of each.

    ``sender`` says which of the actor's systems it is. ``import_id`` of the answer is the batch by
    which the day's rows are undone, None where nothing was written. Cost: some twelve statements,
    however many of the at most ``MOST_ROWS`` rows there are. Raises DomainError while a load of the
    department's is taken back: what a row agrees with may be about to go.
    """
    department = by.department
    if department is None:
        raise NotFound
    require_own_list(by, Permission.REGISTER_IMPORT, department)
    lock_registers()
    _refuse_while_undoing(department)
    intake = take_in(_table(rows), OBJECTS)
    outcomes: dict[int, str] = dict.fromkeys(range(1, len(rows) + 1), RowOutcome.REFUSED)
    outcomes |= dict.fromkeys((each.row for each in intake.repeated), RowOutcome.REPEATED)
    records, spare = _settled(_placed(intake, department), Report(intake.sheet, intake.findings))
    outcomes |= dict.fromkeys(spare, RowOutcome.REPEATED)
    register = _Register(department)
    outcomes |= register.write(records, rows)
    counts = Counter(outcomes.values())
    told = {outcome.value: counts[outcome] for outcome in RowOutcome if outcome != RowOutcome.GONE}
    batch = None
    if register.pushes:
        batch = keep_pushed(by=by, department=department, sender=sender, pushes=register.pushes)
        numbers = [f"{name}={number}" for name, number in sorted(told.items())]
        record(ObjectsReceived(subject=department.name, counts=numbers), by=by)
    answers = list(_told(rows, outcomes, intake))
    return {"counts": told, "rows": answers, "import_id": batch.pk if batch else None}


def _refuse_while_undoing(department: Department) -> None:
    kinds = [ImportKind.OBJECTS, ImportKind.NON_ENTITIES]
    loads = ImportBatch.objects.filter(department=department, kind__in=kinds, state="undoing")
    if loads.exists():
        raise DomainError("being_undone", "名录的一次导入正在撤销，请稍后用同一个键重推")


def _table(rows: Sequence[Row]) -> table.Table:
    """Return the rows as a table, its header in row 0, so that rows count from 1; blank ones stay out."""
    cells = (table.Row(n, (r.code, r.name, r.region or "")) for n, r in enumerate(rows, start=1))
    return table.Table("名录", [table.Row(0, _HEADINGS), *cells])


def _placed(intake: Intake[ObjectRecord], department: Department) -> list[ObjectRecord]:
    """Return the records, without regions that the platform does not know; each is warned of."""
    places = Places(department)
    report = Report(intake.sheet, intake.findings)
    placed = []
    for each in intake.records:
        is_known = each.region in places.names
        if each.region and not is_known:
            place = Place(each.row, _REGION_COLUMN)
            report.add(REGION_UNKNOWN, place, shown=each.region, used=department.region.name)
        region = places.find(each.region).code if each.region and is_known else None
        placed.append(replace(each, region=region))
    return placed


def _settled(
    records: Sequence[ObjectRecord], report: Report
) -> tuple[list[ObjectRecord], list[int]]:
    """Return the records, those with a merged code about its survivor, and rows that are one too many."""
    survivors = survivor_codes()
    taken = {each.id for each in records if each.id not in survivors}
    kept, spare = [], []
    for each in records:
        used = survivors.get(each.id, each.id)
        if used == each.id:
            kept.append(each)
            continue
        tell_merged(each.id, used, Place(each.row, 0), report)
        if used in taken:
            spare.append(each.row)
        else:
            taken.add(used)
            kept.append(replace(each, id=used))
    return kept, spare


def _told(
    rows: Sequence[Row], outcomes: Mapping[int, str], intake: Intake[Any]
) -> Iterator[dict[str, Json]]:
    findings: dict[int, list[Finding]] = defaultdict(list)
    for number, row in enumerate(rows, start=1):
        if not (row.code.strip() or row.name.strip()):  # blank rows of a table are nobody's fault
            findings[number].append(_nothing_said(intake.sheet, number))
    for finding in intake.findings:
        findings[finding.place.row].append(finding)
    for number, row in enumerate(rows, start=1):
        yield {
            "row": number,
            "code": row.code,
            "outcome": str(outcomes[number]),
            "findings": [_finding(each) for each in findings[number]],
        }


def _nothing_said(sheet: str, number: int) -> Finding:
    return Finding(MISSING, sheet, Place(number, 0), MISSING.message.format(shown=""))


def _finding(finding: Finding) -> dict[str, Json]:
    rule = finding.rule
    return {
        "code": rule.code,
        "severity": rule.severity.value,
        "message": finding.message,
        "remedy": rule.remedy,
    }


class _Register:
    """The register of the actor's department, while rows are written into it.

    ``pushes`` is what has been written, once it has.
    """

    def __init__(self, department: Department) -> None:
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
