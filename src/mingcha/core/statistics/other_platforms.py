"""Figures of checks that were run on other platforms, entered by hand (R-142)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mingcha.core.statistics.triple import Triple


@dataclass(frozen=True, slots=True)
class OtherPlatformFigures:
    """What one department did in one month on platforms that send no facts.

    Attributes:
        department_id: Whose figures they are.
        region_code: Its region.
        month: Any day of the month they are of.
        all: 全部抽查.
        enterprises: Those of them whose objects are enterprises.
        class_applied: Those of them that applied credit-risk classes.
        evidence: Where the figures come from, for who looks behind them.
    """

    department_id: str
    region_code: str
    month: date
    all: Triple
    enterprises: Triple
    class_applied: Triple
    evidence: str = ""
