"""Which slots would have to give way for others: the moves of step 4 and 7 of RPA-1."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator

from mingcha.core.assignment.board import Board
from mingcha.core.assignment.pool import parts
from mingcha.core.assignment.slots import Slot, ascending

Move = tuple[Slot, int]


class Search:
    """A breadth-first walk from some slots over all that could be freed for them.

    Attributes:
        reached: the slots taken from the queue so far, each with the move that it was reached
            by: (slot, inspector) where that slot would take the inspector who sits here.
        seen: the inspectors met so far whose slots are all reached or in the queue.
    """

    def __init__(self, board: Board, starts: Iterable[Slot], closed: Collection[int] = ()) -> None:
        """Start at some slots; the inspectors ``closed`` are passed over."""
        self.reached: dict[Slot, Move | None] = {}
        self.seen: set[int] = set()
        self._held = board.held
        self._closed = closed
        # Inspectors wait for all their slots: few are ever looked at before a search succeeds.
        self._queue: deque[tuple[Iterable[Slot], Move | None]] = deque([(starts, None)])
        self._left: dict[int, list[int]] = {}

    def visits(self) -> Iterator[tuple[Slot, list[int]]]:
        """Take slots from the queue, each once, with those whom the slot could newly take.

        These are the members of its pool but its own inspector and whoever is seen or closed.
        Slots that lead no further are left out. The caller follows moves between two visits.
        """
        while self._queue:
            slots, move = self._queue.popleft()
            for slot in sorted(slots, key=ascending):
                if slot not in self.reached:
                    self.reached[slot] = move
                    if unseen := self._unseen(slot):
                        yield slot, unseen

    def _unseen(self, slot: Slot) -> list[int]:
        # Slots share pools, so what is left of each is kept for all of them, and shrinks.
        whole, missing = parts(slot.pool)
        left = self._left.get(id(whole), whole)
        if not left:
            return []
        left = [number for number in left if number not in self.seen and number not in self._closed]
        self._left[id(whole)] = left
        return [number for number in left if number != slot.inspector and number not in missing]

    def follow(self, slot: Slot, number: int) -> None:
        """Queue what an inspector would have to give up to take the slot."""
        freed = [other for other in slot.team if other.inspector == number]
        if not freed:
            self.seen.add(number)
            freed = self._held[number]
        self._queue.append((freed, (slot, number)))

    def path(self, end: Move) -> list[Move]:
        """Return the moves from the last back to the first."""
        moves = []
        move: Move | None = end
        while move is not None:
            moves.append(move)
            move = self.reached[move[0]]
        return moves
