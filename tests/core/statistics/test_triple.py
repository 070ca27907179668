"""Counting by G-1, in small cases that can be counted on fingers."""

from __future__ import annotations

from datetime import date

import pytest

from mingcha.core.statistics.fact import JointScope
from mingcha.core.statistics.period import Period
from mingcha.core.statistics.triple import Measure, Triple, tally

MARCH, APRIL = Period.month(2024, 3), Period.month(2024, 4)
JOINT = {"joint_scope": JointScope.CROSS_DEPARTMENT}
IN_MARCH, IN_APRIL = {"result_date": date(2024, 3, 20)}, {"result_date": date(2024, 4, 2)}


def test_nothing_is_nothing() -> None:
    assert tally([], MARCH).triple == Triple(0, 0, 0)


def test_a_draw_counts_when_it_is_drawn_and_a_visit_when_it_has_a_result(make_fact) -> None:
    facts = [make_fact(), make_fact(obj="O2", **IN_APRIL, has_problem=True)]
    assert tally(facts, MARCH).triple == Triple(1, 0, 0)
    assert tally(facts, APRIL).triple == Triple(0, 1, 1)


def test_a_joint_visit_is_one_and_has_a_problem_if_anybody_finds_one(make_fact) -> None:
    facts = [
        make_fact(**JOINT, **IN_MARCH),
        make_fact(**JOINT, **IN_MARCH, department_id="tjj", line="TJ", has_problem=True),
    ]
    assert tally(facts, MARCH).triple == Triple(1, 1, 1)
    assert tally(facts, MARCH, lambda fact: fact.line == "SCJG").triple == Triple(1, 1, 0)


def test_a_department_that_comes_later_does_not_count_again(make_fact) -> None:
    facts = [
        make_fact(**JOINT, **IN_APRIL, department_id="tjj", line="TJ", has_problem=True),
        make_fact(**JOINT, **IN_MARCH),
    ]
    assert tally(facts, MARCH).triple == Triple(1, 1, 1)
    assert tally(facts, APRIL).triple == Triple(0, 0, 0)
    late = tally(facts, APRIL, lambda fact: fact.line == "TJ")
    assert late.triple == Triple(0, 0, 0)


def test_a_supplementary_draw_is_no_second_task(make_fact) -> None:
    facts = [make_fact(), make_fact(obj="O2", draw_date=date(2024, 4, 3))]
    assert tally(facts, MARCH).triple.draw_count == 1
    assert tally(facts, APRIL).triple.draw_count == 0


def test_what_lies_behind_the_numbers(make_fact) -> None:
    facts = [
        make_fact(**IN_MARCH),
        make_fact(task="T2", **IN_MARCH, has_problem=True),
        make_fact(task="T2", obj="O2", **IN_MARCH),
    ]
    counted = tally(facts, MARCH)
    assert counted.tasks == {"T1", "T2"}
    assert counted.visits == {("T1", "O1"), ("T2", "O1"), ("T2", "O2")}
    assert counted.problem_visits == {("T2", "O1")}
    assert counted.objects == {"O1", "O2"}


def test_triples_add_up_and_are_never_negative() -> None:
    assert Triple(1, 5, 2) + Triple(2, 0, 1) == Triple(3, 5, 3)
    assert [Triple(1, 5, 2).value(measure) for measure in Measure] == [1, 5, 2]
    assert [measure.term for measure in Measure] == ["次数", "户数", "发现问题户数"]
    with pytest.raises(ValueError, match="negative"):
        Triple(0, -1, 0)
