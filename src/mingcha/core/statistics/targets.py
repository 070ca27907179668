"""What an indicator must reach."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from mingcha.core.statistics.indicators import Ratio


class Indicator(StrEnum):
    """What targets are set for (dossier B.12)."""

    COVERAGE = "coverage"
    JOINT_SHARE_BY_COUNT = "joint_share_by_count"
    JOINT_SHARE_BY_OBJECT = "joint_share_by_object"
    CLASS_USE = "class_use"
    JOINT_CLASS_USE = "joint_class_use"
    PUBLICATION_RATE = "publication_rate"


@dataclass(frozen=True, slots=True)
class Target:
    """At least ``at_least`` (a share from 0 to 1), as set by ``set_by``: own unit or superior."""

    indicator: Indicator
    at_least: Fraction
    set_by: str

    def is_met(self, ratio: Ratio) -> bool | None:
        """Tell whether the ratio reaches the target; None where there is nothing to judge."""
        return None if ratio.value is None else ratio.value >= self.at_least


def binding(targets: Iterable[Target], indicator: Indicator) -> Target | None:
    """Return the strictest target set for an indicator, by whomever (G-3); None without any."""
    ours = [target for target in targets if target.indicator is indicator]
    return max(ours, key=lambda target: target.at_least, default=None)
