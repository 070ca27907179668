from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingcha.core.assignment.pool import without


def test_a_pool_without_a_conflict_is_not_copied():
    pool = (2, 5, 9)
    assert without(pool, [1, 4, 10]) is pool
    assert without(pool, []) is pool


@pytest.mark.parametrize(
    ("barred", "left"),
    [([2], [5, 9]), ([9], [2, 5]), ([5, 7], [2, 9]), ([9, 2], [5]), ([2, 5, 9], [])],
)
def test_those_barred_are_left_out(barred: list[int], left: list[int]):
    pool = without((2, 5, 9), barred)
    assert list(pool) == left
    assert len(pool) == len(left)
    assert [pool[index] for index in range(len(left))] == left


@given(st.sets(st.integers(0, 40)), st.sets(st.integers(0, 40)), st.sets(st.integers(0, 40)))
@settings(derandomize=True, deadline=None, max_examples=300)
def test_a_view_is_the_shorter_pool(members: set[int], barred: set[int], later: set[int]):
    pool = without(without(tuple(sorted(members)), barred), later)
    left = sorted(members - barred - later)
    assert list(pool) == left
    assert [pool[index] for index in range(len(pool))] == left


def test_later_conflicts_leave_an_earlier_view_alone():
    barred = {5}
    pool = without((2, 5, 9), barred)
    barred.add(9)
    assert list(pool) == [2, 9]
    assert len(pool) == 2
