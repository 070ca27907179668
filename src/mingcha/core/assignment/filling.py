"""Steps 2 to 5 of RPA-1: slot after slot is filled, if need be by moving others."""

from __future__ import annotations

from collections.abc import Iterable

from mingcha.core.assignment.board import Board
from mingcha.core.assignment.lots import Lots
from mingcha.core.assignment.placing import Placing
from mingcha.core.assignment.pool import Pool
from mingcha.core.assignment.searching import Search
from mingcha.core.assignment.slots import Slot


class Filling:
    """Fills slots of a board under one key."""

    def __init__(self, board: Board, key: str) -> None:
        """Begin with nobody closed."""
        self._board = board
        self._lots = Lots(board.case.new_hash, key, board.roster)
        self._placing = Placing(board, self._lots)
        self._closed: set[int] = set()
        self._closed_pools: set[int] = set()  # by identity

    def fill_by_turn(self, slots: Iterable[Slot]) -> list[Slot]:
        """Step 1: fill empty slots, given ascending, by their lots; return those left unplaced."""
        return self.fill(sorted(slots, key=self._lots.turn))

    def fill(self, slots: Iterable[Slot]) -> list[Slot]:
        """Fill empty slots in the order given; return those left unplaced."""
        return [slot for slot in slots if not self._place(slot)]

    def _place(self, slot: Slot) -> bool:
        if self._is_closed(slot.pool):
            return False
        number = self._placing.choose(slot)
        if number is None:
            return self._make_room(slot)
        self._board.seat(slot, number)
        return True

    def _is_closed(self, pool: Pool) -> bool:
        """Whether all of a pool are closed, so full and without a way out: steps 2 to 4 fail."""
        if id(pool) not in self._closed_pools and self._closed.issuperset(pool):
            self._closed_pools.add(id(pool))
        return id(pool) in self._closed_pools

    def _make_room(self, start: Slot) -> bool:
        """Step 4: fill the slot along the augmenting path found first; step 5 if there is none."""
        search = Search(self._board, [start], self._closed)
        for slot, unseen in search.visits():
            rank = self._lots.ranking("A", slot)
            if free := self._board.free(unseen, slot):
                # The free one with the smallest lot ends the search, whoever stands before it.
                self._move(search.path((slot, min(free, key=rank))))
                return True
            for number in sorted(unseen, key=rank):
                search.follow(slot, number)
        self._closed |= search.seen
        return False

    def _move(self, path: Iterable[tuple[Slot, int]]) -> None:
        for slot, number in path:
            self._board.vacate(slot)
            self._board.seat(slot, number)
