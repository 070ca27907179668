"""The name of an entry, without which nobody knows who or what is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mingcha.core.intake.findings import Rule, Severity

if TYPE_CHECKING:
    from mingcha.core.intake.findings import Report
    from mingcha.core.intake.line import Line

OBJECT = Rule(
    "objects.name.missing",
    Severity.ERROR,
    "没有名称",
    "请填写检查对象的名称，与营业执照一致",
)
INSPECTOR = Rule(
    "inspectors.name.missing",
    Severity.ERROR,
    "没有姓名",
    "请填写执法人员姓名",
)
ITEM = Rule(
    "items.name.missing",
    Severity.ERROR,
    "没有抽查事项名称",
    "请填写抽查事项；一个事项占几行的，请合并单元格或者逐行填写",
)
RULES = (OBJECT, INSPECTOR, ITEM)


def read_name(line: Line, report: Report, missing: Rule) -> str:
    """Return the name; an empty one is an error by the rule ``missing``."""
    name = line.text("name")
    if not name:
        report.add(missing, line.place("name"))
    return name
