"""Dates among an object's further columns, written ``YYYY-MM-DD`` where they can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mingcha.core.intake.dates import UnreadableDate, read_date
from mingcha.core.intake.findings import Rule, Severity

if TYPE_CHECKING:
    from mingcha.core.intake.findings import Report
    from mingcha.core.intake.line import Line

UNREADABLE = Rule(
    "objects.date.unreadable",
    Severity.WARNING,
    "日期“{shown}”无法识别，按原文保留",
    "请写成 2026-03-05 的形式",
)
RULES = (UNREADABLE,)

_DATE_COLUMNS = ("established", "approved", "licence_issued", "licence_valid_to")


def write_dates(line: Line, fields: dict[str, str], report: Report) -> None:
    """Rewrite the dates in ``fields``; one that cannot be read stays as it is."""
    for key in _DATE_COLUMNS:
        if key in fields:
            try:
                day = read_date(line.value(key))
            except UnreadableDate:
                report.add(UNREADABLE, line.place(key), shown=fields[key])
            else:
                fields[key] = day.isoformat() if day else fields[key]
