"""How many objects an inspector may be given."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from mingcha.core.intake.findings import Rule, Severity

if TYPE_CHECKING:
    from mingcha.core.intake.findings import Report
    from mingcha.core.intake.line import Line

UNREADABLE = Rule(
    "inspectors.capacity.unreadable",
    Severity.ERROR,
    "可承担户数“{shown}”不是整数",
    "请填写不小于0的整数；不限的留空或填“不限”",
)
RULES = (UNREADABLE,)

_COUNT = re.compile(r"(\d{1,6})[户家个]?")
_UNLIMITED = frozenset({"不限", "无限制", "无上限"})


def read_capacity(line: Line, report: Report) -> int | None:
    """Return the capacity, ``None`` for no limit given; what is no count is an error."""
    shown = line.text("capacity")
    text = unicodedata.normalize("NFKC", shown)
    count = _COUNT.fullmatch(text)
    if count is not None:
        return int(count[1])
    if text and text not in _UNLIMITED:
        report.add(UNREADABLE, line.place("capacity"), shown=shown)
    return None
