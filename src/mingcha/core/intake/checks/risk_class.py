"""The credit-risk class of an object: read as a letter, or kept as it is and warned of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mingcha.core.intake.findings import Rule, Severity
from mingcha.core.intake.risk_class import read_risk_class

if TYPE_CHECKING:
    from mingcha.core.intake.findings import Report
    from mingcha.core.intake.line import Line

MISSING = Rule(
    "objects.risk_class.missing",
    Severity.INFO,
    "没有信用风险等级",
    "按风险等级分层抽取时需要：请补填，或者在抽取规则里写明未分级的对象归入哪一层",
)
UNKNOWN = Rule(
    "objects.risk_class.unknown",
    Severity.WARNING,
    "信用风险等级“{shown}”不在A至E、低、一般、较高、高之列，按原文保留",
    "请核对；确属本地等级名称的，在抽取规则里写明它归入哪一层",
)
RULES = (MISSING, UNKNOWN)


def read_class(line: Line, report: Report) -> str | None:
    """Return the class: a letter A to E, the text itself where it is unknown, or ``None``."""
    if not line.has("risk_class"):
        return None
    shown = line.text("risk_class")
    if not shown:
        report.add(MISSING, line.place("risk_class"))
        return None
    letter = read_risk_class(shown)
    if letter is None:
        report.add(UNKNOWN, line.place("risk_class"), shown=shown)
    return letter or shown
