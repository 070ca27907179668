"""What a year of lines is expected to draw."""

from __future__ import annotations

import random  # noqa: TID251 - chance decides nothing here
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingcha.core.planning.expectation import PlannedLine, PlannedStratum, expect
from mingcha.core.planning.joining import joined
from mingcha.core.planning.quota import read_quota

RATIOS = st.sampled_from(["0%", "1%", "5%", "33%", "100%", "7户", "≥3%"])


def line(text: str, *cells: int, runs: int = 1) -> PlannedLine:
    return PlannedLine([PlannedStratum("ALL", read_quota(text), cells)], runs)


def test_a_line_draws_its_share_of_every_cell():
    year = expect([100, 300], [line("10%", 0, 1)], once_a_year=True)
    assert year.lines[0].total == 40
    assert year.lines[0].chances == {0: 0.1, 1: 0.1}
    assert year.untouched == [0.9, 0.9]


def test_who_was_drawn_is_not_drawn_again_where_once_a_year_is_the_rule():
    year = expect([100], [line("50%", 0), line("50%", 0)], once_a_year=True)
    assert [each.total for each in year.lines] == [50, 25]
    assert year.lines[1].eligible == 50
    assert year.visits == [0.75]


def test_without_the_rule_every_line_draws_from_all():
    year = expect([100], [line("50%", 0), line("50%", 0)], once_a_year=False)
    assert [each.total for each in year.lines] == [50, 50]
    assert year.visits == [1.0]
    assert year.untouched == [0.25]


def test_a_number_that_is_not_there_any_more_is_told():
    year = expect([10], [line("8户", 0), line("8户", 0)], once_a_year=True)
    assert [each.short for each in year.lines] == [0, 6]
    assert [each.total for each in year.lines] == [8, 2]


def test_a_line_that_draws_twice_a_year_draws_twice():
    year = expect([100], [line("10%", 0, runs=2)], once_a_year=True)
    assert year.lines[0].total == 19
    assert year.lines[0].eligible == 100


@given(
    sizes=st.lists(st.integers(0, 500), min_size=1, max_size=6),
    ratios=st.lists(RATIOS, min_size=1, max_size=6),
    once=st.booleans(),
)
def test_visits_are_draws_and_nobody_is_drawn_more_than_there_are(sizes, ratios, once):
    lines = [line(text, *range(number % len(sizes) + 1)) for number, text in enumerate(ratios)]
    year = expect(sizes, lines, once_a_year=once)
    drawn = sum(each.total for each in year.lines)
    visits = sum(size * each for size, each in zip(sizes, year.visits, strict=True))
    assert visits == pytest.approx(drawn, abs=1)  # a stratum is rounded to whole objects
    touched = sum(size * (1 - left) for size, left in zip(sizes, year.untouched, strict=True))
    assert touched <= sum(sizes) + 1e-6
    if once:
        assert touched == pytest.approx(visits, abs=1)


def test_the_expectation_is_what_many_draws_come_to():
    sizes, lines = [200, 100], [line("10%", 0, 1), line("20%", 1)]
    year = expect(sizes, lines, once_a_year=True)
    dice = random.Random(7)
    counted = [_drawn(dice, sizes) for _ in range(400)]
    assert mean(len(second) for _, second in counted) == pytest.approx(year.lines[1].total, abs=0.5)
    assert mean(len(first | second) for first, second in counted) == pytest.approx(
        200 * year.visits[0] + 100 * year.visits[1], abs=0.5
    )


def _drawn(dice: random.Random, sizes: list[int]) -> tuple[set[int], set[int]]:
    everybody = range(sum(sizes))
    first = set(dice.sample(everybody, 30))
    left = [each for each in everybody[sizes[0] :] if each not in first]
    return first, set(dice.sample(left, -(-len(left) * 20 // 100)))


def test_a_joint_line_saves_the_visits_of_the_one_that_joins():
    lead, other = line("10%", 0, 1), line("5%", 1, 2)
    found = joined([100, 200, 50], lead, other, line("10%", 0, 1))
    assert (found.apart, found.together, found.saved) == (43, 30, 13)
    assert (found.common, found.left_out) == (200, 50)
