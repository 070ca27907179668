"""The board: the teams of all objects and the load of all inspectors, as they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from mingcha.core.assignment.cases import Case
from mingcha.core.assignment.inspectors import Roster
from mingcha.core.assignment.pools import Pools
from mingcha.core.assignment.slots import Slot, ascending


class Board:
    """The state of protocol section 8, with inspectors numbered as in ``roster``.

    Attributes:
        case: what it was set up from.
        roster: all inspectors.
        pools: who may sit where.
        capacity: by number, how many slots an inspector may hold.
        held: by number, the slots an inspector holds, in no order; load(i) is how many.
        teams: the slots of each object, ascending.
    """

    def __init__(self, case: Case) -> None:
        """Set up the empty teams of a case."""
        self.case = case
        self.roster = Roster(case.inspectors)
        self.pools = Pools(self.roster, case.conflicts, case.valid_on)
        self.capacity = [inspector.capacity for inspector in self.roster]
        self.held: list[list[Slot]] = [[] for _ in self.roster]
        self.teams: dict[str, list[Slot]] = {}
        self._pools_by_index = [self.pools.by_rule(rule) for rule in case.rules]
        for object_id, places in case.objects:
            self.join(object_id, places)

    def join(self, object_id: str, places: Iterable[tuple[int, str]]) -> list[Slot]:
        """Give an object further slots, (j, region), and return them in ascending order."""
        team = self.teams.setdefault(object_id, [])
        pools = self._pools_by_index
        new = [
            Slot(object_id, j, region, pools[j].of(object_id, region), team)
            for j, region in sorted(places)
        ]
        team += new
        if len(team) > len(new):
            team.sort(key=ascending)
        return new

    def slots(self) -> Iterator[Slot]:
        """Go through all slots in ascending order."""
        return chain.from_iterable(map(self.teams.__getitem__, sorted(self.teams)))

    def free(self, numbers: Iterable[int], slot: Slot) -> list[int]:
        """Return those who have spare capacity and are not on the slot's object."""
        held, capacity, seated = self.held, self.capacity, slot.seated()
        return [
            number
            for number in numbers
            if len(held[number]) < capacity[number] and number not in seated
        ]

    def seat(self, slot: Slot, number: int) -> None:
        """Give an inspector an empty slot."""
        slot.inspector = number
        self.held[number].append(slot)

    def vacate(self, slot: Slot) -> None:
        """Take the slot from the inspector that holds it, if any."""
        if slot.inspector is not None:
            self.held[slot.inspector].remove(slot)
            slot.inspector = None
