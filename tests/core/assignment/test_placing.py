"""Steps 2 and 3, each with a script of the lots that may be asked for and no others."""

from __future__ import annotations

from typing import Any

import pytest

from mingcha.core.assignment.board import Board
from mingcha.core.assignment.lots import Lots
from mingcha.core.assignment.placing import Placing

A, B, C, D = range(4)


@pytest.fixture
def choose(case, inspector, scripted, picks) -> Any:
    """Who gets slot 0 of object o, given who is busy, who is on o, and what is drawn."""

    def run(
        draws: list[int],
        ranks: dict[str, int] | None = None,
        loads: tuple[int, ...] = (0, 0, 0, 0),
        seated: tuple[int, ...] = (),
        **rules: Any,
    ) -> int | None:
        script = {f"P:o:0:{t}": picks(position, 4) for t, position in enumerate(draws)}
        script |= {f"Q:o:0:{iid}": rank for iid, rank in (ranks or {}).items()}
        setting = case(
            new_hash=scripted(script),
            inspectors=[inspector(iid, capacity=3) for iid in "abcd"],
            rules=case().rules * 9,
            objects=[("o", [(j, "130184") for j in range(9)])]
            + [(f"x{n}", [(0, "130184")]) for n in range(9)],
            **rules,
        )
        board = Board(setting)
        others = (board.teams[f"x{n}"][0] for n in range(9))
        for number, load in enumerate(loads):
            for _ in range(load):
                board.seat(next(others), number)
        for j, number in enumerate(seated, start=1):
            board.seat(board.teams["o"][j], number)
        lots = Lots(setting.new_hash, "K", board.roster)
        return Placing(board, lots).choose(board.teams["o"][0])

    return run


def test_the_less_busy_of_two_gets_the_slot(choose):
    assert choose([B, C], loads=(0, 2, 1, 0)) == C
    assert choose([C, B], loads=(0, 2, 1, 0)) == C


def test_the_earlier_of_equals_gets_the_slot(choose):
    assert choose([C, B], loads=(0, 1, 1, 0)) == C
    assert choose([B, C], loads=(0, 1, 1, 0)) == B


def test_one_drawn_twice_is_one_candidate(choose):
    assert choose([B, B, B, C], loads=(0, 1, 0, 0)) == C


def test_there_are_as_many_candidates_as_the_plan_says(choose):
    loads = (3, 2, 1, 0)
    assert choose([B], loads=loads, choices=1) == B
    assert choose([B, C], loads=loads, choices=2) == C
    assert choose([B, C, D], loads=loads, choices=3) == D


def test_the_busy_and_those_on_the_object_are_passed_over(choose):
    assert choose([A, B, C, D], loads=(3, 0, 1, 2), seated=(B,)) == C


def test_draws_end_at_tmax_with_the_candidates_there_are(choose):
    assert choose([A, B, A], loads=(3, 2, 0, 0), tmax=3) == B


def test_after_tmax_the_smallest_lot_of_all_who_are_free_decides(choose):
    loads = (3, 0, 0, 2)
    assert choose([A, A], {"c": 5, "d": 4}, loads=loads, seated=(B,), tmax=2) == D
    assert choose([A, A], {"c": 4, "d": 5}, loads=loads, seated=(B,), tmax=2) == C


def test_equal_lots_go_to_the_first_of_the_pool(choose):
    assert choose([A], {"b": 7, "c": 7, "d": 7}, loads=(3, 0, 0, 0), tmax=1) == B


def test_nobody_is_free(choose):
    assert choose([A, B, C], loads=(3, 3, 0, 2), seated=(C, D), tmax=3) is None


def test_a_draw_takes_the_high_bits_of_its_lot(case, inspector, scripted):
    """Position = lot * size div 2^64, at both ends of every position."""
    for size in (1, 3, 4, 7):
        for position in range(size):
            for lot in (-(-(position << 64) // size), ((position + 1 << 64) - 1) // size):
                setting = case(
                    new_hash=scripted({"P:o:0:0": lot}),
                    inspectors=[inspector(f"i{number}") for number in range(size)],
                    objects=[("o", [(0, "130184")])],
                    choices=1,
                )
                board = Board(setting)
                placing = Placing(board, Lots(setting.new_hash, "K", board.roster))
                assert placing.choose(board.teams["o"][0]) == position
