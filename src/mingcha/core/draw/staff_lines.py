"""``inspectors.tsv`` and ``coi.tsv``: the frozen inspectors and recusals (protocol section 2)."""

from __future__ import annotations

import re
from typing import NamedTuple

from mingcha.core.assignment.inspectors import Inspector
from mingcha.core.draw import names
from mingcha.core.draw.suites import Suite
from mingcha.core.draw.tsv import check_sorted, lines_of
from mingcha.core.errors import InvalidFile

INSPECTORS_FILE = "inspectors.tsv"
CONFLICTS_FILE = "coi.tsv"
_INSPECTOR = re.compile(
    rf"({names.IID})\t({names.REGION_PREFIX})\t({names.DAY})\t((?:{names.CODE}(?:,{names.CODE})*)?)"
    rf"\t({names.INTEGER})\t({names.CODE})\t({names.HEX_16_BYTES})"
)
_CONFLICT = re.compile(rf"({names.OBJECT_ID})\t({names.IID})\t({names.CODE})")


class Conflict(NamedTuple):
    """A conflict of interest (回避): this inspector never goes to this object."""

    id: str
    iid: str
    reason: str


def person_hash(suite: Suite, staff_no: str, salt: str) -> str:
    """Return the ``person`` column: who is behind a pseudonym, opened to auditors by the salt."""
    return suite.tagged("PERSON", staff_no, salt)[:32]


def inspector_line(inspector: Inspector) -> str:
    """Return the line of ``inspectors.tsv`` for this inspector."""
    columns = (
        inspector.iid,
        inspector.region,
        inspector.cert_valid_to,
        ",".join(sorted(inspector.expertise)),
        str(inspector.capacity),
        inspector.unit,
        inspector.person,
    )
    return "\t".join(columns)


def parse_inspectors(data: bytes) -> list[Inspector]:
    """Read ``inspectors.tsv``; iids and persons are unique, expertise is sorted."""
    lines = lines_of(data, INSPECTORS_FILE)
    inspectors = [_inspector(number, line) for number, line in enumerate(lines, start=1)]
    check_sorted(lines, INSPECTORS_FILE)
    _check_unique("编号", [inspector.iid for inspector in inspectors])
    _check_unique("人员摘要", [inspector.person for inspector in inspectors])
    return inspectors


def _inspector(number: int, line: str) -> Inspector:
    match = _INSPECTOR.fullmatch(line)
    if match is None or not names.is_day(match[3]):
        raise InvalidFile(INSPECTORS_FILE, f"第 {number} 行不合格式：{line[:80]}")
    iid, region, cert_valid_to, expertise, capacity, unit, person = match.groups()
    codes = tuple(expertise.split(",")) if expertise else ()
    if list(codes) != sorted(set(codes)):
        raise InvalidFile(INSPECTORS_FILE, f"第 {number} 行的业务专长没有排序或有重复：{expertise}")
    return Inspector(iid, region, cert_valid_to, codes, int(capacity), unit, person)


def _check_unique(what: str, values: list[str]) -> None:
    seen: set[str] = set()
    for number, value in enumerate(values, start=1):
        if value in seen:
            raise InvalidFile(INSPECTORS_FILE, f"第 {number} 行的{what} {value} 不止一次出现")
        seen.add(value)


def parse_conflicts(data: bytes) -> list[Conflict]:
    """Read ``coi.tsv``, which may be empty."""
    lines = lines_of(data, CONFLICTS_FILE)
    conflicts = []
    for number, line in enumerate(lines, start=1):
        match = _CONFLICT.fullmatch(line)
        if match is None:
            raise InvalidFile(CONFLICTS_FILE, f"第 {number} 行不合格式：{line[:80]}")
        conflicts.append(Conflict._make(match.groups()))
    check_sorted(lines, CONFLICTS_FILE)
    return conflicts
