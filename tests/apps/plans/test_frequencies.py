"""How often a year a line is carried out, as its frequency says."""

from __future__ import annotations

import pytest

from mingcha.plans.frequencies import runs_of, runs_said


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
