"""From checked inspector records to frozen pseudonymous lines, and recusals onto them."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import dataclass

from mingcha.bundles.coding import Coding
from mingcha.bundles.rules import CodeKind, Rules
from mingcha.core.assignment.inspectors import Inspector
from mingcha.core.draw.staff_lines import Conflict, person_hash
from mingcha.core.draw.suites import SUITES
from mingcha.core.intake.records import InspectorRecord, RecusalRecord

_ON_DUTY = {"", "在岗", "在职", "有效", "正常", "启用"}


@dataclass(frozen=True, slots=True)
class FrozenStaff:
    """Inspectors under pseudonyms; ``people`` maps iid to the record, ``left_out`` says why."""

    inspectors: list[Inspector]
    people: dict[str, InspectorRecord]
    left_out: list[str]


def freeze_staff(
    rules: Rules, records: Sequence[InspectorRecord], coding: Coding, salt: str
) -> FrozenStaff:
    """Give each inspector who can be matched a pseudonym whose order says nothing."""
    left_out = [f"{record.name}（{why}）" for record in records if (why := _unfit(rules, record))]
    fit = [record for record in records if not _unfit(rules, record)]
    shuffled = sorted(fit, key=lambda record: _lot(salt, record.staff_no))
    width = max(4, len(str(len(shuffled))))
    people = {f"I{n:0{width}}": record for n, record in enumerate(shuffled, start=1)}
    inspectors = [_inspector(rules, iid, people[iid], coding, salt) for iid in people]
    return FrozenStaff(inspectors, people, left_out)


def _lot(salt: str, staff_no: str) -> bytes:
    return hmac.digest(salt.encode(), staff_no.encode(), "sha256")


def _unfit(rules: Rules, record: InspectorRecord) -> str:
    """Return why an inspector cannot be matched (R-019, R-024), empty for one who can."""
    needed = {
        "没有执法证号": record.certificate_no,
        "没有执法证有效期": record.cert_valid_to,
        "没有执法区域": record.region,
        "没有所在单位": record.unit,
        "没有可承担户数": record.capacity is not None or rules.default_capacity,
    }
    if (record.status or "").strip() not in _ON_DUTY:
        return f"状态：{record.status}"
    return "、".join(fault for fault, value in needed.items() if not value)


def _inspector(
    rules: Rules, iid: str, record: InspectorRecord, coding: Coding, salt: str
) -> Inspector:
    capacity = rules.default_capacity if record.capacity is None else record.capacity
    words = (*record.expertise, *record.qualifications)
    expertise = {coding.code(CodeKind.EXPERTISE, word) for word in words}
    return Inspector(
        iid=iid,
        region=record.region or "",
        cert_valid_to=record.cert_valid_to.isoformat() if record.cert_valid_to else "",
        expertise=tuple(sorted(expertise)),
        capacity=capacity,
        unit=coding.code(CodeKind.UNIT, record.unit or ""),
        person=person_hash(SUITES[rules.suite], record.staff_no, salt),
    )


@dataclass(frozen=True, slots=True)
class FrozenRecusals:
    """Conflicts on pseudonyms, and staff numbers that the inspector register does not have."""

    conflicts: list[Conflict]
    unknown_staff: list[str]


def freeze_recusals(
    recusals: Sequence[RecusalRecord], staff: FrozenStaff, coding: Coding
) -> FrozenRecusals:
    """Put recusals (回避) onto the pseudonyms of the inspectors they name."""
    iids = {record.staff_no: iid for iid, record in staff.people.items()}
    conflicts = {
        (recusal.id, iids[recusal.staff_no]): coding.code(CodeKind.RECUSAL, recusal.reason)
        for recusal in recusals
        if recusal.staff_no in iids
    }
    unknown = sorted({recusal.staff_no for recusal in recusals} - iids.keys())
    return FrozenRecusals([Conflict(*pair, code) for pair, code in conflicts.items()], unknown)
