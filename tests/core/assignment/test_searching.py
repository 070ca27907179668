from __future__ import annotations

from typing import Any

import pytest

from mingcha.core.assignment.board import Board
from mingcha.core.assignment.searching import Search


@pytest.fixture
def board(case, inspector) -> Board:
    """Three objects; a sits on x and y, b on x, nobody on z."""
    board = Board(
        case(
            inspectors=[inspector(iid, capacity=2) for iid in "abc"],
            rules=case().rules * 2,
            objects=[(o, [(0, "130184"), (1, "130184")]) for o in "xyz"],
        )
    )
    board.seat(board.teams["x"][0], 0)
    board.seat(board.teams["y"][0], 0)
    board.seat(board.teams["x"][1], 1)
    return board


def walk(search: Search) -> list[tuple[Any, list[int]]]:
    visited = []
    for slot, unseen in search.visits():
        visited.append((slot.key, unseen))
        for number in unseen:
            search.follow(slot, number)
    return visited


def test_slots_are_visited_once_nearest_first_and_ascending(board: Board):
    search = Search(board, [board.teams["z"][0]])
    assert walk(search) == [(("z", 0), [0, 1, 2])]
    assert search.seen == {0, 1, 2}
    assert [slot.key for slot in search.reached] == [
        ("z", 0),
        ("x", 0),
        ("y", 0),
        ("x", 1),
    ]


def test_several_starts_ascend(board: Board):
    search = Search(board, [board.teams["z"][1], board.teams["y"][1], board.teams["z"][0]])
    assert walk(search)[0] == (("y", 1), [0, 1, 2])
    assert [slot.key for slot in search.reached][:3] == [("y", 1), ("z", 0), ("z", 1)]


def test_an_inspector_on_the_same_object_frees_one_slot_and_is_not_seen(board: Board):
    search = Search(board, [board.teams["y"][1]], closed={1, 2})
    assert walk(search) == [(("y", 1), [0])]
    assert search.seen == set()
    assert [slot.key for slot in search.reached] == [("y", 1), ("y", 0)]


def test_a_slot_does_not_look_at_its_own_inspector_or_at_the_closed(board: Board):
    search = Search(board, [board.teams["x"][0]], closed={2})
    # b sits on x 1, where it could make room; from there a leads back to x 0.
    assert walk(search) == [(("x", 0), [1]), (("x", 1), [0])]
    assert search.seen == set()


def test_a_path_is_told_from_its_end(board: Board):
    z, x = board.teams["z"][0], board.teams["x"]
    search = Search(board, [z])
    visits = search.visits()
    next(visits)
    search.follow(z, 1)
    next(visits)
    assert search.path((x[1], 2)) == [(x[1], 2), (z, 1)]
    assert search.path((z, 2)) == [(z, 2)]
