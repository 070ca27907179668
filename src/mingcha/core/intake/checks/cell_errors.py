"""Error values such as #N/A in columns that are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mingcha.core.intake.cells import CellError
from mingcha.core.intake.findings import Rule, Severity

if TYPE_CHECKING:
    from mingcha.core.intake.findings import Report
    from mingcha.core.intake.line import Line

ERROR_VALUE = Rule(
    "table.cell.error_value",
    Severity.WARNING,
    "这一格是公式错误值 {shown}，当作空白",
    "请修复公式，或者直接填写内容",
)
RULES = (ERROR_VALUE,)

_REPORTED_ELSEWHERE = "code"


def check(line: Line, report: Report) -> None:
    """Warn of every error value in a known column; the code's is an error of its own."""
    if CellError not in map(type, line.cells):
        return
    for key in line.header.positions:
        value = line.value(key)
        if isinstance(value, CellError) and key != _REPORTED_ELSEWHERE:
            report.add(ERROR_VALUE, line.place(key), shown=value.text)
