"""Replacement (protocol section 10): who leaves after the draw, and who comes instead.

A new object gets its slots by ``Board.join``; these and the slots emptied here are then filled
under the key that the approval of the departure has fixed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from mingcha.core.assignment.board import Board
from mingcha.core.assignment.filling import Filling
from mingcha.core.assignment.pool import without
from mingcha.core.assignment.rounds import Assignment
from mingcha.core.assignment.slots import Slot, ascending


def withdraw(board: Board, object_id: str, indexes: Collection[int]) -> None:
    """Take these slots of an object that leaves off the board; their inspectors are free again.

    Slots that were settled lie off the board already.
    """
    for slot in [slot for slot in board.teams.get(object_id, []) if slot.index in indexes]:
        board.vacate(slot)
        _take_off(board, slot)


def _take_off(board: Board, slot: Slot) -> None:
    slot.team.remove(slot)
    if not slot.team:
        del board.teams[slot.object_id]


def dismiss(board: Board, iid: str) -> list[Slot]:
    """Let an inspector go for good; return the slots left empty, ascending.

    Pools stay as they are: an inspector without capacity is never chosen.
    """
    number = board.roster.numbers()[iid]
    emptied = sorted(board.held[number], key=ascending)
    for slot in emptied:
        board.vacate(slot)
    board.capacity[number] = 0
    return emptied


def recuse(board: Board, iid: str, object_id: str) -> list[Slot]:
    """Keep an inspector away from one object (回避); return the slot left empty, if any."""
    number = board.roster.numbers()[iid]
    board.pools.bar(object_id, number)
    team = board.teams[object_id]
    emptied = [slot for slot in team if slot.inspector == number]
    for slot in team:
        slot.pool = without(slot.pool, [number])
    for slot in emptied:
        board.vacate(slot)
    return emptied


def settle(board: Board, object_id: str, slot: Slot | None, number: int | None) -> None:
    """Take a slot out of the lot: by decision it is this inspector's, or somebody's unknown here.

    The inspector has one place less for others, and gets no second one on the object. ``slot`` is
    None where it lies off the board already.
    """
    if slot is not None:
        board.vacate(slot)
        _take_off(board, slot)
    if number is None:
        return
    board.capacity[number] -= 1
    board.pools.bar(object_id, number)
    for other in board.teams.get(object_id, ()):
        other.pool = without(other.pool, [number])


def settle_team(board: Board, object_id: str) -> dict[tuple[str, int], int | None]:
    """Take a whole team out of the lot as it is; return who holds its slots (id, j)."""
    held = {}
    for slot in list(board.teams[object_id]):
        held[slot.key] = slot.inspector
        settle(board, object_id, slot, slot.inspector)
    return held


def fill(assignment: Assignment, slots: Iterable[Slot], key: str) -> dict[tuple[str, int], str]:
    """Fill empty slots, ascending, by steps 2 to 4 with nobody closed.

    ``key`` is the first 32 hex of ``H("SSJ-DRAW/1|KEY" LF seed LF "ASG-R" n ":" head)``. Returns
    the slots (id, j) that have a new inspector, with its iid: also those that had to move.
    """
    before = assignment.placements
    Filling(assignment.board, key).fill(sorted(slots, key=ascending))
    after = assignment.placements.items()
    return {slot: iid for slot, iid in after if before.get(slot) != iid}
