"""Ratios: 不低于3%或按专项计划确定, 5‰, 不超过10%/年."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from mingcha.core.ratios import wording
from mingcha.core.ratios.wording import BOUND, BOUNDS_OF_TAILS, Bounds

_WHOLE_BP = 10_000
_PER_UNIT = {"%": 100, "‰": 10}
_NUMBER = r"[0-9]{1,3}(?:\.[0-9]{1,3})?"
_SHARE = re.compile(
    r"(?:其中)?(?P<whom>[\u4e00-\u9fff、]{0,12}?)(?:抽查比例|比例)?"
    rf"{BOUND}(?:总数的)?(?:(?P<low>{_NUMBER})(?P<low_unit>[%‰]?)-)?(?P<high>{_NUMBER})(?P<unit>[%‰])"
    r"(?P<tail>以上|以内|以下)?(?P<year>/年)?(?:或者?(?P<otherwise>.+))?"
)


@dataclass(frozen=True, slots=True)
class Ratio:
    """A share in basis points; for whom, where not for all, and what may be done instead."""

    share: Bounds
    whom: str = ""
    is_yearly: bool = False
    otherwise: str = ""

    @property
    def told(self) -> str:
        """Return it in words."""
        share = wording.told(self.share, wording.percent, ("不低于", "不超过"))
        text = f"{self.whom}{'每年' if self.is_yearly else ''}{share}"
        return f"{text}，或{self.otherwise}" if self.otherwise else text

    @property
    def limit_bp(self) -> int | None:
        """Return the highest share where it is a limit for all objects and nothing may be instead."""
        is_limit = self.share.at_least is None and not self.whom and not self.otherwise
        return self.share.at_most if is_limit else None


@dataclass(frozen=True, slots=True)
class RatioReading:
    """What was read of a text, and the clauses of which nothing could be read."""

    facts: tuple[Ratio, ...]
    rest: tuple[str, ...]

    @property
    def limit_bp(self) -> int | None:
        """Return the highest share allowed, None where the text sets none."""
        limits = [fact.limit_bp for fact in self.facts if fact.limit_bp is not None]
        return min(limits, default=None)


def read_ratio(text: str) -> RatioReading:
    """Read a ratio; what is not understood is told, never guessed."""
    facts, rest = [], []
    for clause in wording.clauses(text):
        said = wording.bare(clause)
        if not said:
            continue
        fact = _fact(said)
        if fact:
            facts.append(fact)
        else:
            rest.append(clause)
    return RatioReading(tuple(facts), tuple(rest))


def _fact(clause: str) -> Ratio | None:
    found = _SHARE.fullmatch(clause)
    if found is None or not wording.is_whom(found["whom"]):
        return None
    high = basis_points(found["high"], found["unit"])
    low = basis_points(found["low"], found["low_unit"] or found["unit"]) if found["low"] else high
    if low is None or high is None or low > high:
        return None
    word = found["bound"] or BOUNDS_OF_TAILS.get(found["tail"] or "", "")
    share = wording.bounds(word, low, high)
    return Ratio(share, found["whom"], bool(found["year"]), found["otherwise"] or "")


def basis_points(number: str, unit: str) -> int | None:
    """Return a share in whole basis points, None for a finer one or more than all."""
    exact = Decimal(number) * _PER_UNIT[unit]
    return int(exact) if exact == int(exact) and exact <= _WHOLE_BP else None
