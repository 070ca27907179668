"""Codes under which a file still has an object that was merged into another one (R-016).

A row about the old code is about the survivor; where the file has the survivor's own row as well,
that one counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import connection

from mingcha.core.intake.findings import Place, Report, Rule, Severity
from mingcha.core.intake.line import Line
from mingcha.core.intake.records import ClassRecord, FlagRecord, MemberRecord

MERGED_CODE = Rule(
    "platform.code.merged",
    Severity.WARNING,
    "代码“{shown}”已并入“{used}”，按“{used}”核对登记",
    "请在来源表中改用现行代码；确是两户的，请先撤销合并",
)
RULES = (MERGED_CODE,)

_SETTLE = """
WITH led AS (
    SELECT i.row, s.code, s.key, row_number() OVER (PARTITION BY s.id ORDER BY i.row) AS place,
        EXISTS (SELECT FROM incoming_object own WHERE own.code = s.code) AS has_own
    FROM registers_objectmerge m
    JOIN registers_inspectionobject g ON g.id = m.gone_id
    JOIN registers_inspectionobject s ON s.id = m.survivor_id
    JOIN incoming_object i ON i.code = g.code
    WHERE m.undone_at IS NULL
), spare AS (
    DELETE FROM incoming_object i USING led WHERE i.row = led.row AND (has_own OR place > 1)
)
UPDATE incoming_object i SET code = led.code, key = led.key
FROM led WHERE i.row = led.row AND NOT has_own AND place = 1
"""


def settle_incoming() -> None:
    """Let the rows of ``incoming_object`` that have an old code be about its survivor."""
    with connection.cursor() as cursor:
        cursor.execute(_SETTLE)


def about_survivor(record: Any, line: Line, report: Report, survivors: Mapping[str, str]) -> Any:
    """Return the record, a mark's about the survivor of its code; an old code is told at its cell."""
    used = survivors.get(getattr(record, "id", ""))
    if used is None:
        return record
    key = "code" if line.text("code") else "registration_number"
    tell_merged(record.id, used, line.place(key), report)
    is_mark = isinstance(record, MemberRecord | FlagRecord | ClassRecord)
    return replace(record, id=used) if is_mark else record


def tell_merged(code: str, used: str, place: Place, report: Report) -> None:
    """Report that a code was merged into another one."""
    report.add(MERGED_CODE, place, shown=code, used=used)
