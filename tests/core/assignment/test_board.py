from __future__ import annotations

import pytest

from mingcha.core.assignment.board import Board
from mingcha.core.assignment.slots import Match, SlotRule


@pytest.fixture
def board(case, inspector) -> Board:
    return Board(
        case(
            inspectors=[inspector("b", capacity=2), inspector("a", capacity=1, unit="xfjy")],
            rules=[SlotRule("*", (), Match.ANY), SlotRule("scjg", (), Match.ANY)],
            objects=[("Y", [(1, "130184"), (0, "130185")]), ("X", [(1, "130184")])],
        )
    )


def test_slots_are_there_in_order_with_their_own_pools(board: Board):
    shown = [(slot.key, slot.region, list(slot.pool)) for slot in board.slots()]
    assert shown == [
        (("X", 1), "130184", [1]),
        (("Y", 0), "130185", [0, 1]),
        (("Y", 1), "130184", [1]),
    ]


def test_an_object_may_get_further_slots(board: Board):
    new = board.join("X", [(0, "130184")])
    assert [slot.key for slot in new] == [("X", 0)]
    assert [slot.key for slot in board.slots()][:2] == [("X", 0), ("X", 1)]
    assert new[0].team is board.teams["X"]


def test_seats_are_taken_and_left(board: Board):
    x1, y0, y1 = board.slots()
    board.seat(x1, 1)
    board.seat(y1, 1)
    assert (board.held[1], y0.seated()) == ([x1, y1], [1])
    board.vacate(x1)
    board.vacate(x1)
    assert (board.held[1], x1.inspector) == ([y1], None)


def test_free_are_those_with_spare_capacity_who_are_not_on_the_object(board: Board):
    x1, y0, y1 = board.slots()
    assert board.free([0, 1], y0) == [0, 1]
    board.seat(y1, 1)
    assert board.free([0, 1], y0) == [0]
    assert board.free([0, 1], x1) == [0, 1]
    board.seat(x1, 1)
    board.seat(y0, 0)
    assert board.free([0, 1], x1) == []
