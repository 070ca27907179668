"""The rounds of RPA-1, and with them the whole assignment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mingcha.core.assignment.board import Board
from mingcha.core.assignment.cases import Case
from mingcha.core.assignment.filling import Filling
from mingcha.core.assignment.shortages import Shortage, find_shortages
from mingcha.core.assignment.slots import Slot, SlotRule


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who inspects what.

    Attributes:
        board: the state, which replacements (section 10) go on from; the properties follow it.
        shortages: of all rounds, as the transcript orders them.
        smallest_pool: the smallest pool of the first round, None without slots.
    """

    board: Board
    shortages: tuple[Shortage, ...]
    smallest_pool: int | None

    @property
    def placements(self) -> dict[tuple[str, int], str]:
        """Slots (id, j) and the iid on each, ascending; unplaced ones are not in here."""
        return dict(self._placed())

    @property
    def unplaced(self) -> list[tuple[str, int]]:
        """Slots (id, j) that are left to a direct assignment, ascending."""
        return [slot.key for slot in self.board.slots() if slot.inspector is None]

    @property
    def loads(self) -> dict[str, int]:
        """How many slots each iid holds."""
        pairs = zip(self.board.roster, self.board.held, strict=True)
        return {inspector.iid: len(slots) for inspector, slots in pairs}

    def lines(self) -> list[str]:
        """Return the lines of ``assignment.tsv``, sorted by bytes, without LF."""
        iids = [inspector.iid for inspector in self.board.roster]
        return sorted(
            f"{slot.object_id}\t{slot.index}\t{iids[slot.inspector]}"
            for slot in self.board.slots()
            if slot.inspector is not None
        )

    def _placed(self) -> Iterator[tuple[tuple[str, int], str]]:
        roster = self.board.roster
        for slot in self.board.slots():
            if slot.inspector is not None:
                yield slot.key, roster[slot.inspector].iid


def assign(case: Case) -> Assignment:
    """Assign inspectors to all slots of a case, as far as they go (protocol section 8)."""
    board = Board(case)
    pools = {id(slot.pool): slot.pool for slot in board.slots()}
    smallest_pool = min(map(len, pools.values()), default=None)
    shortages: list[Shortage] = []
    for number, slots in _rounds(board):
        unplaced = Filling(board, case.key_of_round(number)).fill_by_turn(slots)
        shortages += find_shortages(board, number, unplaced)
    return Assignment(board, tuple(shortages), smallest_pool)


def _rounds(board: Board) -> Iterator[tuple[int, list[Slot]]]:
    """Go through the rounds, from 1, each with the slots that it tries, ascending."""
    yield 1, list(board.slots())
    for number, rules in enumerate(board.case.fallback, start=2):
        yield number, list(_reopened(board, rules))


def _reopened(board: Board, rules: Sequence[SlotRule | None]) -> Iterator[Slot]:
    """Give the unplaced slots that have a fallback rule the pools by that rule (step 6)."""
    for slot in board.slots():
        rule = rules[slot.index]
        if rule is not None and slot.inspector is None:
            slot.pool = board.pools.by_rule(rule).of(slot.object_id, slot.region)
            yield slot
