"""The unit an inspector belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mingcha.core.intake.findings import Rule, Severity

if TYPE_CHECKING:
    from mingcha.core.intake.findings import Report
    from mingcha.core.intake.line import Line

MISSING = Rule(
    "inspectors.unit.missing",
    Severity.WARNING,
    "没有所在单位",
    "按单位选派时需要：请填写",
)
RULES = (MISSING,)


def read_unit(line: Line, report: Report) -> str | None:
    """Return the unit; warn where the column is there and blank."""
    unit = line.text_or_none("unit")
    if unit is None and line.has("unit"):
        report.add(MISSING, line.place("unit"))
    return unit
