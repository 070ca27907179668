"""Days that a record cannot do without, or must be able to trust."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mingcha.core.intake.dates import UnreadableDate, read_date
from mingcha.core.intake.findings import Rule, Severity

if TYPE_CHECKING:
    from datetime import date

    from mingcha.core.intake.findings import Report
    from mingcha.core.intake.line import Line

UNREADABLE = Rule(
    "objects.day.unreadable",
    Severity.ERROR,
    "日期“{shown}”无法识别",
    "请写成 2026-03-05 的形式；长期有效的写“长期”",
)
REVERSED = Rule(
    "objects.day.reversed",
    Severity.ERROR,
    "{end}早于开始的{begin}",
    "请核对两个日期",
)
RULES = (UNREADABLE, REVERSED)


def read_day(line: Line, key: str, report: Report) -> date | None:
    """Return the day in the column ``key``; one that cannot be read is an error."""
    try:
        return read_date(line.value(key))
    except UnreadableDate:
        report.add(UNREADABLE, line.place(key), shown=line.text(key))
        return None


def read_span(line: Line, begin: str, end: str, report: Report) -> tuple[date | None, date | None]:
    """Return the first and the last day of something; they must not be the wrong way round."""
    first, last = read_day(line, begin, report), read_day(line, end, report)
    if first and last and last < first:
        report.add(REVERSED, line.place(end), begin=first.isoformat(), end=last.isoformat())
    return first, last
