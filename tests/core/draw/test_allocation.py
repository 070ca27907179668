"""How many are drawn of each stratum."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingcha.core.draw.allocation import (
    EMPTY_STRATUM,
    StratumSize,
    allocate,
    base_size,
    reserve_size,
)
from mingcha.core.draw.plan import Base, DrawingFrame, Stratum
from mingcha.core.draw.tsv import FileDigest

if TYPE_CHECKING:
    from conftest import Bundle

NOTHING = FileDigest("", 0, "")


def frame(
    *strata: Stratum, total: int | None = None, base: Base = Base.ELIGIBLE, reserve_bp: int = 0
) -> DrawingFrame:
    return DrawingFrame("MAIN", NOTHING, base, reserve_bp, 1, strata, total)


def sized(**sizes: int | tuple[int, int]) -> Mapping[str, StratumSize]:
    """Give strata their (rows, eligible); one number is both."""
    return {
        code: StratumSize(*size) if isinstance(size, tuple) else StratumSize(size, size)
        for code, size in sizes.items()
    }


def drawn_of_one(stratum: Stratum, size: int | tuple[int, int], base: Base = Base.ELIGIBLE) -> int:
    return allocate(frame(stratum, base=base), sized(A=size))["A"]


def shared(total: int, weights: Mapping[str, int], **sizes: int | tuple[int, int]) -> list[int]:
    strata = [Stratum(code, weight=weight) for code, weight in weights.items()]
    return list(allocate(frame(*strata, total=total), sized(**sizes)).values())


@pytest.mark.parametrize(
    ("bp", "size", "k"),
    [
        *((300, 100, 3), (300, 101, 4), (300, 133, 4), (300, 134, 5)),
        *((1, 10_000, 1), (1, 10_001, 2), (1, 1, 1), (1, 0, 0)),
        *((0, 100, 0), (10_000, 100, 100), (9_999, 100, 100), (9_999, 10_000, 9_999)),
    ],
)
def test_a_ratio_is_rounded_up(bp: int, size: int, k: int) -> None:
    assert drawn_of_one(Stratum("A", bp=bp), size) == k


@given(st.integers(0, 10_000), st.integers(0, 10**9))
def test_a_ratio_is_the_least_number_that_is_not_below_it(bp: int, size: int) -> None:
    assert drawn_of_one(Stratum("A", bp=bp), size) == ceil(Fraction(bp, 10_000) * size)


@pytest.mark.parametrize(("count", "k"), [(0, 0), (1, 1), (10, 10), (11, 10), (2**53 - 1, 10)])
def test_a_count_is_drawn_as_far_as_there_are_objects(count: int, k: int) -> None:
    assert drawn_of_one(Stratum("A", count=count), 10) == k


@pytest.mark.parametrize(
    ("limits", "k"),
    [
        ({"minimum": 5}, 5),
        ({"minimum": 3}, 4),
        ({"maximum": 3}, 3),
        ({"maximum": 5}, 4),
        ({"maximum": 0}, 0),
        ({"minimum": 0}, 4),
        ({"minimum": 500}, 20),
        ({"minimum": 500, "maximum": 500}, 20),
        ({"minimum": 6, "maximum": 6}, 6),
        # never both in a plan that was read; shows that the maximum comes after the minimum
        ({"minimum": 7, "maximum": 5}, 5),
    ],
)
def test_at_least_min_then_at_most_max_then_at_most_all(limits: dict[str, int], k: int) -> None:
    assert drawn_of_one(Stratum("A", bp=2000, **limits), 20) == k
    assert drawn_of_one(Stratum("A", count=4, **limits), 20) == k


def test_a_ratio_is_taken_of_the_eligible_or_of_the_whole_frame() -> None:
    stratum = Stratum("A", bp=1000)
    assert drawn_of_one(stratum, (200, 100), Base.ELIGIBLE) == 10
    assert drawn_of_one(stratum, (200, 100), Base.FRAME) == 20
    assert drawn_of_one(stratum, (200, 15), Base.FRAME) == 15
    assert base_size(frame(base=Base.ELIGIBLE), StratumSize(200, 100)) == 100
    assert base_size(frame(base=Base.FRAME), StratumSize(200, 100)) == 200


def test_a_stratum_without_rows_gives_nobody() -> None:
    assert StratumSize(0, 0) == EMPTY_STRATUM
    empty = frame(Stratum("B", count=5), Stratum("A", bp=10_000, minimum=3))
    assert list(allocate(empty, {}).items()) == [("B", 0), ("A", 0)]
    assert shared(5, {"A": 1, "B": 1}) == [0, 0]


def test_strata_come_in_plan_order() -> None:
    strata = [Stratum(code, bp=10_000) for code in "CAB"]
    own = allocate(frame(*strata), sized(A=1, B=2, C=3))
    assert list(own.items()) == [("C", 3), ("A", 1), ("B", 2)]
    weights = {"C": 1, "A": 100, "B": 1}
    assert shared(6, weights, A=1, B=9, C=9) == [3, 1, 2]


def test_a_total_is_shared_by_weight_and_size() -> None:
    assert shared(10, {"A": 1, "B": 1}, A=60, B=40) == [6, 4]
    assert shared(10, {"A": 1, "B": 4}, A=60, B=40) == [3, 7]  # 2.73 and 7.27
    assert shared(0, {"A": 1, "B": 1}, A=60, B=40) == [0, 0]
    assert shared(1, {"A": 1}, A=60) == [1]


def test_seats_left_over_go_to_the_largest_remainders() -> None:
    # 3.5, 3.3, 3.2 of 10
    assert shared(10, {"A": 1, "B": 1, "C": 1}, A=35, B=33, C=32) == [4, 3, 3]
    # 0.9, 0.8, 1.3 of 3: two seats are left
    assert shared(3, {"A": 1, "B": 1, "C": 1}, A=9, B=8, C=13) == [1, 1, 1]


def test_equal_remainders_are_served_in_plan_order() -> None:
    assert shared(2, {"B": 1, "A": 1, "C": 1}, A=10, B=10, C=10) == [1, 1, 0]
    assert shared(4, {"C": 1, "A": 1, "B": 1}, A=10, B=10, C=10) == [2, 1, 1]


def test_a_stratum_that_overflows_is_filled_and_the_rest_shared_again() -> None:
    # A would get 6 of 9 but has 2: the other 7 go to B and C as 3.5 each.
    assert shared(9, {"A": 100, "B": 1, "C": 1}, A=2, B=50, C=50) == [2, 4, 3]


def test_a_stratum_drawn_whole_without_overflow_is_not_set_apart() -> None:
    # 0.5, 1.6, 0.8: the seats left go to C, which is then full, and to B
    assert shared(3, {"A": 1, "B": 2, "C": 3}, A=2, B=3, C=1) == [0, 2, 1]


def test_strata_that_overflow_are_filled_together() -> None:
    # 21.5, 12.9, 8.6 of 43: A and B overflow at once, and C takes the rest
    assert shared(43, {"A": 5, "B": 3, "C": 2}, A=10, B=10, C=10) == [10, 10, 10]
    assert shared(20, {"A": 100, "B": 100, "C": 1}, A=5, B=6, C=100) == [5, 6, 9]


def test_filling_one_stratum_may_make_another_overflow() -> None:
    # 19.7, 9.8, 0.5 of 30: only A overflows; then 24.5 and 1.5 of 26: B overflows; C gets 6
    assert shared(30, {"A": 800, "B": 80, "C": 1}, A=4, B=20, C=80) == [4, 20, 6]


def test_more_seats_than_objects_fill_every_stratum() -> None:
    assert shared(1000, {"A": 1, "B": 3}, A=7, B=9) == [7, 9]
    assert shared(16, {"A": 1, "B": 3}, A=7, B=9) == [7, 9]


def test_dead_strata_get_nothing() -> None:
    # no weight, no rows, no eligible rows
    weights = {"A": 0, "B": 1, "C": 1, "D": 1}
    assert shared(5, weights, A=10, C=(10, 0), D=10) == [0, 0, 0, 5]
    assert shared(5, {"A": 0}, A=10) == [0]


def test_the_smallest_live_stratum() -> None:
    assert shared(1, {"A": 1}, A=1) == [1]
    assert shared(2, {"A": 1, "B": 1}, A=1, B=1) == [1, 1]


def test_dead_strata_do_not_weigh_in_the_shares_of_others() -> None:
    # of 4: 1.5 and 0.5 of 2, a tie in plan order; A would make it 1.2, 0.4 and 0.4 of 5
    strata = [Stratum(code, weight=1) for code in "BCA"]
    whole = frame(*strata, total=2, base=Base.FRAME)
    assert allocate(whole, sized(B=3, C=1, A=(1, 0))) == {"B": 2, "C": 0, "A": 0}


def test_a_stratum_of_excluded_rows_is_dead_even_where_the_whole_frame_counts() -> None:
    strata = [Stratum("A", weight=1), Stratum("B", weight=1)]
    whole = frame(*strata, total=4, base=Base.FRAME)
    assert allocate(whole, sized(A=(10, 0), B=(10, 10))) == {"A": 0, "B": 4}
    assert allocate(whole, sized(A=(30, 10), B=(10, 10))) == {"A": 3, "B": 1}


STRATA = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 40), st.integers(0, 40)), max_size=6)


@given(st.integers(0, 200), STRATA)
def test_a_total_is_drawn_whole_as_far_as_live_strata_reach(
    total: int, strata: list[tuple[int, int, int]]
) -> None:
    codes = "ABCDEF"[: len(strata)]
    sizes = {
        code: StratumSize(eligible + excluded, eligible)
        for code, (_, eligible, excluded) in zip(codes, strata, strict=True)
    }
    weighted = [Stratum(code, weight=w) for code, (w, _, _) in zip(codes, strata, strict=True)]
    k = allocate(frame(*weighted, total=total, base=Base.FRAME), sizes)
    live = [code for code, (w, eligible, _) in zip(codes, strata, strict=True) if w and eligible]
    assert sum(k.values()) == min(total, sum(sizes[code].eligible for code in live))
    assert all(0 <= k[code] <= sizes[code].eligible for code in codes)
    assert all(k[code] == 0 for code in codes if code not in live)


@pytest.mark.parametrize(
    ("k", "reserve_bp", "eligible", "reserve"),
    [
        *((10, 2000, 100, 2), (11, 2000, 100, 3), (1, 1, 100, 1), (10, 0, 100, 0)),
        *((10, 10_000, 100, 10), (10, 10_000, 15, 5), (10, 10_000, 10, 0), (0, 10_000, 10, 0)),
    ],
)
def test_the_reserve_is_a_share_of_the_drawn(
    k: int, reserve_bp: int, eligible: int, reserve: int
) -> None:
    assert reserve_size(frame(reserve_bp=reserve_bp), k, eligible) == reserve


def test_the_allocations_of_the_vectors(vector_bundle: Bundle, summary: dict[str, Any]) -> None:
    registers = vector_bundle.inputs().registers
    found = {}
    for drawing in vector_bundle.plan.drawing_frames:
        sizes = registers.sizes(drawing.code)
        for code, k in allocate(drawing, sizes).items():
            size = sizes.get(code, EMPTY_STRATUM)
            reserve = reserve_size(drawing, k, size.eligible)
            found[f"{drawing.code}/{code}"] = (base_size(drawing, size), k, reserve)
    assert found == {
        place: (stratum["N"], stratum["k"], stratum["reserve"])
        for place, stratum in summary["thresholds"].items()
    }
