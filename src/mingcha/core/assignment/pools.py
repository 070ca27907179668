"""The pools of a draw, by slot rule, region and object.

Slots of one rule and region share one pool, and an object with conflicts of interest gets a view
of it that leaves a few inspectors out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from heapq import merge

from mingcha.core.assignment.inspectors import Inspector, Roster
from mingcha.core.assignment.pool import Pool, without
from mingcha.core.assignment.slots import Match, SlotRule


class Pools:
    """Finds the pools of a draw, by slot rule."""

    def __init__(
        self, roster: Roster, conflicts: Mapping[str, Collection[str]], valid_on: str
    ) -> None:
        """Take all inspectors, the iids barred from each object, and the day that counts."""
        self._roster = roster
        self._valid_on = valid_on
        self._by_rule: dict[SlotRule, RulePools] = {}
        numbers = roster.numbers()
        self._barred = {
            object_id: {numbers[iid] for iid in iids if iid in numbers}
            for object_id, iids in conflicts.items()
        }

    def by_rule(self, rule: SlotRule) -> RulePools:
        """Return the pools of one slot rule."""
        if rule not in self._by_rule:
            qualified = {
                number: inspector.region
                for number, inspector in enumerate(self._roster)
                if _qualifies(inspector, rule, self._valid_on)
            }
            self._by_rule[rule] = RulePools(rule.match, qualified, self._barred)
        return self._by_rule[rule]

    def bar(self, object_id: str, number: int) -> None:
        """Keep an inspector out of the pools that will be asked for an object."""
        self._barred.setdefault(object_id, set()).add(number)


class RulePools:
    """The pools of one slot rule, each made when first asked for."""

    def __init__(
        self, match: Match, qualified: Mapping[int, str], barred: Mapping[str, Collection[int]]
    ) -> None:
        """Take the home of each who qualifies, numbers ascending, and those barred by object."""
        self._match = match
        self._barred = barred
        self._by_home: dict[str, list[int]] = defaultdict(list)
        for number, home in qualified.items():
            self._by_home["" if match is Match.ANY else home].append(number)
        self._by_region: dict[str, Pool] = {}

    def of(self, object_id: str, region: str) -> Pool:
        """Return the pool for an object in a region."""
        pool = self._by_region.get(region) or self._shared(region)
        barred = self._barred.get(object_id)
        return without(pool, barred) if barred else pool

    def _shared(self, region: str) -> Pool:
        if region not in self._by_region:
            self._by_region[region] = self._gather(region)
        return self._by_region[region]

    def _gather(self, region: str) -> Pool:
        homes = [home for home in self._homes(region) if home in self._by_home]
        if homes and homes[-1] != region:
            # All who match this region match the nearest home too: one pool, one object.
            return self._shared(homes[-1])
        return tuple(merge(*(self._by_home[home] for home in homes)))

    def _homes(self, region: str) -> Iterable[str]:
        """Return the regions of inspectors that match an object's region, widest first."""
        if self._match is Match.ANY:
            return ("",)
        if self._match is Match.SAME:
            return (region,)
        return (region[:length] for length in range(len(region) + 1))


def _qualifies(inspector: Inspector, rule: SlotRule, valid_on: str) -> bool:
    return (
        rule.unit in {"*", inspector.unit}
        and inspector.cert_valid_to >= valid_on
        and set(rule.expertise).issubset(inspector.expertise)
    )
