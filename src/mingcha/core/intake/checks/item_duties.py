"""What an item must state before it can be used: basis, body and method (R-002)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mingcha.core.intake.findings import Rule, Severity

if TYPE_CHECKING:
    from mingcha.core.intake.findings import Report
    from mingcha.core.intake.line import Line


def _missing(key: str, title: str) -> Rule:
    return Rule(
        f"items.{key}.missing",
        Severity.WARNING,
        f"没有{title}",
        f"事项启用前必须写明{title}：请补填",
    )


BY_COLUMN = {
    "basis": _missing("basis", "检查依据"),
    "body": _missing("body", "检查主体"),
    "method": _missing("method", "检查方式"),
}
RULES = tuple(BY_COLUMN.values())


def check(line: Line, report: Report) -> None:
    """Warn of every duty whose column is there and blank."""
    for key, rule in BY_COLUMN.items():
        if line.has(key) and not line.text(key):
            report.add(rule, line.place(key))
