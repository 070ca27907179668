"""How often a year a line is carried out, as its frequency says."""

from __future__ import annotations

import pytest

from mingcha.core.errors import Refusal
from mingcha.plans.frequencies import (
    check_frequencies,
    levels_in_turn,
    runs_of,
    runs_of_line,
    runs_said,
    runs_said_of_line,
    take_more_frequent,
)
from mingcha.plans.models import PlanLine


@pytest.mark.parametrize(
    ("frequency", "runs"),
    [("每年1次", 1), ("2次/年", 2), ("每半年1次", 2), ("每季度不少于1次", 4), ("每两年一次", 1)],
)
def test_a_frequency_says_how_often_a_year(frequency: str, runs: int):
    assert runs_said(frequency) == runs_of(frequency) == runs


@pytest.mark.parametrize("frequency", ["", ">=1", "按上级部署"])
def test_what_does_not_say_is_planned_once(frequency: str):
    assert runs_said(frequency) is None
    assert runs_of(frequency) == 1


def line_with(frequency: str = "每年1次", **frequencies: str) -> PlanLine:
    ratios = {"A": "1%", "B": "3%", "C": "10%", "D": "50%"}
    return PlanLine(ratios=ratios, frequency=frequency, frequencies=frequencies)


def test_a_line_is_drawn_as_often_as_its_most_frequent_class():
    line = line_with(A="每两年1次", C="每半年1次", D="每季度1次")
    assert runs_of_line(line) == runs_said_of_line(line) == 4
    assert runs_of_line(line_with("每半年1次")) == 2


def test_each_draw_is_of_the_classes_that_are_drawn_so_often():
    line = line_with(C="每半年1次", D="每季度1次")
    assert [levels_in_turn(line, turn) for turn in (1, 2, 3, 4, 5)] == [
        {"A", "B", "C", "D"}, {"C", "D"}, {"D"}, {"D"}, {"D"},
    ]  # fmt: skip


def test_classes_that_say_nothing_go_with_the_line():
    line = line_with("每半年1次", A="每年1次", D="按需要")
    assert levels_in_turn(line, 2) == {"B", "C"}
    assert runs_said_of_line(line_with("按需要")) is None


@pytest.mark.parametrize(
    ("frequencies", "told"),
    [
        ({"B": "每季度1次", "D": "每年1次"}, "D类风险高于B类，抽查频次不能低于B类（每季度1次）"),
        ({"E": "每年1次"}, "分类方案中没有这些类别：E"),
    ],
)
def test_a_higher_risk_is_not_drawn_less_often(frequencies: dict[str, str], told: str):
    with pytest.raises(Refusal, match=told):
        check_frequencies(frequencies, "ABCD")


def test_what_the_words_do_not_say_is_not_compared():
    check_frequencies({"A": "每年1次", "B": "按需要", "C": "每年1次", "D": "每半年1次"}, "ABCD")


def test_of_two_lines_that_become_one_each_class_keeps_the_more_frequent_draws():
    lead = line_with(D="每季度1次")
    take_more_frequent(lead, line_with("每半年1次", A="每年1次"))
    assert lead.frequency == "每年1次"
    assert lead.frequencies == {"B": "每半年1次", "C": "每半年1次", "D": "每季度1次"}


def test_a_line_of_all_takes_the_more_frequent_of_two():
    lead = PlanLine(ratios={"ALL": "5%"}, frequency="每年1次")
    take_more_frequent(lead, PlanLine(ratios={"ALL": "3%"}, frequency="2次/年"))
    assert (lead.frequency, lead.frequencies) == ("2次/年", {})
