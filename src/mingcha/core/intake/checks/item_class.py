"""The class of an item: general (一般检查事项) or key (重点检查事项)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mingcha.core.intake.findings import Rule, Severity

if TYPE_CHECKING:
    from mingcha.core.intake.findings import Report
    from mingcha.core.intake.line import Line

UNKNOWN = Rule(
    "items.item_class.unknown",
    Severity.WARNING,
    "事项类别“{shown}”没有写明是一般还是重点检查事项，未采用：已有的事项不变，新的按一般检查事项登记",
    "抽查比例上限因类别而异：请改为“一般检查事项”或“重点检查事项”",
)
RULES = (UNKNOWN,)


def read_item_class(line: Line, report: Report) -> str | None:
    """Return the class as the list has it; warn of one that is neither general nor key."""
    shown = line.text_or_none("item_class")
    if shown is not None and ("一般" in shown) == ("重点" in shown):
        report.add(UNKNOWN, line.place("item_class"), shown=shown)
    return shown
