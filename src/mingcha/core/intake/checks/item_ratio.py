"""The ratio of an item, kept as text: a number cell has lost its percent sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mingcha.core.intake.findings import Rule, Severity

if TYPE_CHECKING:
    from mingcha.core.intake.findings import Report
    from mingcha.core.intake.line import Line

NUMBER_CELL = Rule(
    "items.ratio.number_cell",
    Severity.INFO,
    "抽查比例以数字形式存放（{shown}），看不出是否带百分号，按原数保留",
    "请核对；最好写成文本，例如“5%”",
)
RULES = (NUMBER_CELL,)


def read_ratio(line: Line, report: Report) -> str | None:
    """Return the ratio's text."""
    shown = line.text_or_none("ratio")
    if shown is not None and isinstance(line.value("ratio"), int | float):
        report.add(NUMBER_CELL, line.place("ratio"), shown=shown)
    return shown
