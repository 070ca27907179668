"""How many objects a plan line asks for, in every form that real plans write (R-034, R-048).

A share (3%, 0.5%, 2‰) or a number (20户), fixed, at least (≥3%), at most (不超过5%) or between
(3%-5%), the same for all or by how many objects there are (100户以下50%；1000户以下10%；其余3%).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mingcha.core.errors import Refusal
from mingcha.core.ratios import wording
from mingcha.core.ratios.ratio import basis_points
from mingcha.core.ratios.wording import BOUND, BOUNDS_OF_TAILS

WHOLE_BP = 10_000
FORMS = "3%、2‰、20户、≥3%、≤5%、3%-5%，或按户数分档：100户以下50%；其余3%"
_UNIT = r"(?:%|‰|户)"
_AMOUNT = (
    rf"{BOUND}(?:(?P<low>[0-9]{{1,7}}(?:\.[0-9]{{1,2}})?)(?P<low_unit>{_UNIT}?)-)?"
    rf"(?P<high>[0-9]{{1,7}}(?:\.[0-9]{{1,2}})?)(?P<unit>{_UNIT})(?P<tail>以上|以内|以下)?"
)
_TIER = re.compile(rf"(?P<up_to>[1-9][0-9]{{0,8}})户(?:及)?以下(?P<tier>{_AMOUNT})")
_REST = re.compile(rf"(?:其余|其他)(?P<tier>{_AMOUNT})")
_PLAIN = re.compile(_AMOUNT)


@dataclass(frozen=True, slots=True)
class Amount:
    """A share in basis points, or a number of objects."""

    number: int
    is_share: bool

    def of(self, objects: int) -> int:
        """Return how many of so many objects it is; a share is rounded up (protocol section 6)."""
        wanted = -(-objects * self.number // WHOLE_BP) if self.is_share else self.number
        return min(wanted, objects)

    @property
    def told(self) -> str:
        """Return it as plans write it."""
        return wording.percent(self.number) if self.is_share else f"{self.number}户"


@dataclass(frozen=True, slots=True)
class Tier:
    """What is asked for where there are ``up_to`` objects at most; None: however many."""

    up_to: int | None
    least: Amount | None
    most: Amount | None

    @property
    def planned(self) -> Amount:
        """The least that meets it: what is drawn where nobody decides for more."""
        amount = self.least or self.most
        assert amount is not None  # noqa: S101 - read from one amount at least
        return amount

    @property
    def is_fixed(self) -> bool:
        """Tell whether nothing is left to decide."""
        return self.least == self.most


@dataclass(frozen=True, slots=True)
class Quota:
    """What a text asks for; tiers ascend by size, and the last one has no end."""

    tiers: tuple[Tier, ...]

    def tier(self, objects: int) -> Tier:
        """Return the tier that holds for so many objects."""
        return next(t for t in self.tiers if t.up_to is None or objects <= t.up_to)

    def planned(self, objects: int) -> int:
        """Return how many of so many objects are to be drawn."""
        return self.tier(objects).planned.of(objects)

    def asked(self, objects: int) -> int:
        """Return how many are asked for, even where there are not so many."""
        amount = self.tier(objects).planned
        return amount.of(objects) if amount.is_share else amount.number


def read_quota(text: str) -> Quota:
    """Read a quota; raises Refusal for what is none, saying how one is written."""
    clauses = wording.clauses(text)
    found = [_tier(clause) for clause in clauses]
    tiers = tuple(tier for tier in found if tier)
    ends = [tier.up_to for tier in tiers]
    ascends = ends and ends[-1] is None and all(ends[:-1]) and ends[:-1] == sorted({*ends[:-1]})  # type: ignore[type-var]
    if len(tiers) != len(clauses) or not ascends:
        raise Refusal(f"“{text}”写法不对：写成 {FORMS}")
    return Quota(tiers)


def _tier(clause: str) -> Tier | None:
    bare = wording.bare(clause)
    for form in (_PLAIN, _TIER, _REST):
        if found := form.fullmatch(bare):
            parts = found.groupdict()
            bounds = _bounds(parts)
            return (
                Tier(int(parts["up_to"]) if parts.get("up_to") else None, *bounds)
                if bounds
                else None
            )
    return None


def _bounds(parts: dict[str, str | None]) -> tuple[Amount | None, Amount | None] | None:
    unit = parts["unit"] or ""
    high = _amount(parts["high"] or "", unit)
    low = _amount(parts["low"], parts["low_unit"] or unit) if parts["low"] else high
    if high is None or low is None or low.is_share != high.is_share or low.number > high.number:
        return None
    word = parts["bound"] or BOUNDS_OF_TAILS.get(parts["tail"] or "", "")
    if not word:
        return low, high
    return (low, None) if re.fullmatch(wording.AT_LEAST, word) else (None, high)


def _amount(number: str, unit: str) -> Amount | None:
    if unit == "户":
        return Amount(int(number), is_share=False) if number.isdigit() else None
    if len(number.partition(".")[0]) > len("100"):
        return None
    share = basis_points(number, unit)
    return None if share is None else Amount(share, is_share=True)
