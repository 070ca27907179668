"""Rows with more cells than the header: a separator inside a text shifts what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mingcha.core.intake.findings import Place, Rule, Severity

if TYPE_CHECKING:
    from mingcha.core.intake.findings import Report
    from mingcha.core.intake.line import Line

TOO_WIDE = Rule(
    "table.row.too_wide",
    Severity.ERROR,
    "本行比表头多出{extra}格，后面各列可能已经错位",
    "多半是文字里有未加引号的分隔符：请重新导出，或者改用 .xlsx 文件",
)
RULES = (TOO_WIDE,)


def check(line: Line, report: Report) -> None:
    """Refuse a row with text beyond the header's last cell (only text files have such rows)."""
    width = len(line.header.headings)
    if len(line.cells) > width and any(line.texts[width:]):
        extra = len(line.cells) - width
        report.add(TOO_WIDE, Place(line.number, width), extra=extra)
