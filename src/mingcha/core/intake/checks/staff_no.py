"""The staff number of an inspector (工号), which is the person in this register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mingcha.core.intake.cells import text_of
from mingcha.core.intake.findings import Rule, Severity

if TYPE_CHECKING:
    from mingcha.core.intake.findings import Report
    from mingcha.core.intake.line import Line

MISSING = Rule(
    "inspectors.staff_no.missing",
    Severity.ERROR,
    "没有工号，也没有执法证号",
    "请填写单位工号；没有工号的单位填写执法证号",
)
NUMBER_CELL = Rule(
    "inspectors.staff_no.number_cell",
    Severity.WARNING,
    "工号以数字形式存放（{shown}），开头的0可能已经丢失，已按“{shown}”接受",
    "请核对；工号以0开头的，先把这一列设为“文本”再重新填写",
)
TOO_LONG_NUMBER = Rule(
    "inspectors.staff_no.damaged_number",
    Severity.ERROR,
    "工号以数字形式存放（{shown}），超过15位，末几位已被表格软件改成0，不能采用",
    "请先把这一列设为“文本”，再重新填写",
)
FROM_CERTIFICATE = Rule(
    "inspectors.staff_no.from_certificate",
    Severity.INFO,
    "工号一格空白，已采用执法证号“{shown}”",
    "请补填工号",
)
RULES = (MISSING, NUMBER_CELL, TOO_LONG_NUMBER, FROM_CERTIFICATE)

_EXACT_DIGITS = 15


def read_staff_no(line: Line, report: Report) -> str:
    """Return the staff number, or the certificate's where there is none; empty is an error."""
    key = "staff_no" if line.text("staff_no") else "certificate_no"
    value = line.value(key)
    shown = text_of(value)
    place = line.place(key)
    if not shown:
        report.add(MISSING, line.place("staff_no"))
    elif isinstance(value, int | float):
        is_exact = len(shown) <= _EXACT_DIGITS
        report.add(NUMBER_CELL if is_exact else TOO_LONG_NUMBER, place, shown=shown)
    if shown and key == "certificate_no" and line.has("staff_no"):
        report.add(FROM_CERTIFICATE, place, shown=shown)
    return shown
