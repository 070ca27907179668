"""Rows that are no entries are skipped aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mingcha.core.intake.findings import Place, Rule, Severity
from mingcha.core.intake.noise import SkipReason

if TYPE_CHECKING:
    from mingcha.core.intake.findings import Report
    from mingcha.core.intake.line import Line

_WHAT = {
    SkipReason.EXAMPLE: "示例行",
    SkipReason.HEADER: "重复的表头",
    SkipReason.TOTAL: "合计行",
    SkipReason.NOTE: "说明行",
    SkipReason.HINT: "填写提示行",
    SkipReason.HEADING: "小标题行",
}
BY_REASON = {
    reason: Rule(
        f"table.row.{reason}",
        Severity.INFO,
        f"{what}，已略过",
        "不必处理；如果这一行其实是数据，请补全必填的列",
    )
    for reason, what in _WHAT.items()
}
RULES = tuple(BY_REASON.values())


def note(line: Line, reason: SkipReason, report: Report) -> None:
    """Say that ``line`` was skipped for ``reason``."""
    report.add(BY_REASON[reason], Place(line.number, 0))
