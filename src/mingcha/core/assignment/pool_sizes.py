"""Pool sizes before a plan is sealed (end of protocol section 8)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from mingcha.core.assignment.inspectors import Inspector, Roster
from mingcha.core.assignment.pools import Pools
from mingcha.core.assignment.slots import SlotRule

FEW = 10


class Verdict(StrEnum):
    """What is to be done about a pool."""

    FINE = "fine"
    WARN = "warn"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class PoolSize:
    """Who could sit on slot ``index`` of an object in a region.

    Attributes:
        index: the slot's place j in the plan.
        region: the object's region.
        size: how many inspectors qualify and have capacity, conflicts of interest aside.
        needed: how many slots of one such object only these inspectors could fill.
    """

    index: int
    region: str
    size: int
    needed: int

    @property
    def verdict(self) -> Verdict:
        """Refuse what cannot work, warn of a choice that is easily guessed."""
        if self.size < self.needed:
            return Verdict.REFUSE
        return Verdict.WARN if self.size < FEW else Verdict.FINE


def pool_sizes(
    inspectors: Iterable[Inspector],
    rules: Sequence[SlotRule],
    objects: Iterable[Sequence[tuple[int, str]]],
    valid_on: str,
) -> list[PoolSize]:
    """Return the pool sizes for every slot and region, ascending.

    ``objects`` gives for each object that could be drawn the slots, (j, region), that it would
    have; objects that are alike need to be given once only. ``rules`` are those by j.
    """
    roster = Roster(inspector for inspector in inspectors if inspector.capacity > 0)
    pools = Pools(roster, {}, valid_on)

    @cache
    def pool_of(index: int, region: str) -> frozenset[int]:
        return frozenset(pools.by_rule(rules[index]).of("", region))

    needed: dict[tuple[int, str], int] = {}
    for places in dict.fromkeys(tuple(places) for places in objects):
        pools_here = [pool_of(*place) for place in places]
        for place, pool in zip(places, pools_here, strict=True):
            inside = sum(other <= pool for other in pools_here)
            needed[place] = max(inside, needed.get(place, 0))
    return [
        PoolSize(index, region, len(pool_of(index, region)), count)
        for (index, region), count in sorted(needed.items())
    ]
