"""Steps 2 and 3 of RPA-1: a slot draws an inspector with spare capacity."""

from __future__ import annotations

from mingcha.core.assignment.board import Board
from mingcha.core.assignment.lots import Lots
from mingcha.core.assignment.slots import Slot


class Placing:
    """Chooses inspectors on the board as it stands, by the lots of one round."""

    def __init__(self, board: Board, lots: Lots) -> None:
        """Take the board and the round's lots."""
        self._board = board
        self._lots = lots
        self._choices = board.case.choices
        self._tails = [b":%d" % t for t in range(board.case.tmax)]

    def choose(self, slot: Slot) -> int | None:
        """Return who gets the slot by steps 2 and 3, None if nobody in its pool is free."""
        chosen = self._drawn(slot)
        if chosen is None:
            free = self._board.free(slot.pool, slot)
            chosen = min(free, key=self._lots.ranking("Q", slot), default=None)
        return chosen

    def _drawn(self, slot: Slot) -> int | None:
        """Step 2: of the free inspectors that come up first, return the least loaded.

        Almost half the time of a large assignment is spent here.
        """
        new_hash, stem = self._lots.new_hash, self._lots.stem("P", slot)
        held, capacity = self._board.held, self._board.capacity
        pool, passed_over = slot.pool, slot.seated()
        size, missing = len(pool), self._choices
        chosen, least = None, 0
        for tail in self._tails:
            fraction = int.from_bytes(new_hash(stem + tail).digest()[:8], "big")
            number = pool[fraction * size >> 64]
            load = len(held[number])
            if load < capacity[number] and number not in passed_over:
                if chosen is None or load < least:
                    chosen, least = number, load
                missing -= 1
                if not missing:
                    break
                passed_over.append(number)
        return chosen
