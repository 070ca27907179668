"""Objects that a department's own system sends: checked row by row, written all at once (R-015).

The checks are the spreadsheet import's (``core.intake``); words need no guessing here, since kinds
and states come as codes. What a row leaves out stays as it is known; nothing is taken out. What was
written is kept (``intake.pushed``), so that a day's rows of one sender can be undone as a whole.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.audit.record import record
from mingcha.core.draw.canonical import Json
from mingcha.core.intake import table
from mingcha.core.intake.checks.object_code import MISSING
from mingcha.core.intake.findings import Finding, Place, Report
from mingcha.core.intake.intake import Intake, take_in
from mingcha.core.intake.objects import OBJECTS
from mingcha.core.intake.records import ObjectRecord
from mingcha.foundation.actions import action
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.orgs.models import Department
from mingcha.registers.events import ObjectsReceived
from mingcha.registers.intake.findings import REGION_UNKNOWN
from mingcha.registers.intake.merged_codes import tell_merged
from mingcha.registers.intake.places import Places
from mingcha.registers.intake.pushed import keep_pushed
from mingcha.registers.intake.pushed_row import Row
from mingcha.registers.intake.receiving import ReceivingRegister
from mingcha.registers.intake.writing_lock import lock_registers
from mingcha.registers.models import ImportBatch
from mingcha.registers.models.import_batch import ImportKind, RowOutcome
from mingcha.registers.policies import require_own_list
from mingcha.registers.selectors.merges import survivor_codes

MOST_ROWS = 1000
_HEADINGS = ("统一社会信用代码", "企业名称", "行政区划代码")
_REGION_COLUMN = 2


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
    register = ReceivingRegister(department)
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
