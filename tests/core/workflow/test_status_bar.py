from __future__ import annotations

import pytest

from mingcha.core.workflow.machine import Machine
from mingcha.core.workflow.status_bar import Progress, Step
from mingcha.core.workflow.transition import Transition

MARKS = {Progress.PASSED: "✓", Progress.CURRENT: "●", Progress.AHEAD: "○"}


def bar(machine: Machine, state: str, after: str | None = None) -> str:
    steps = machine.steps(state, after=after)
    return " ".join(f"{MARKS[step.progress]}{step.title}" for step in steps)


@pytest.mark.parametrize(
    ("state", "drawn"),
    [
        ("draft", "●草稿 ○已签发 ○已寄出"),
        ("signed", "✓草稿 ●已签发 ○已寄出"),
        ("sent", "✓草稿 ✓已签发 ●已寄出"),
    ],
)
def test_the_main_line(machine: Machine, state: str, drawn: str) -> None:
    assert bar(machine, state) == drawn


def test_a_side_state_stands_behind_what_leads_to_it(machine: Machine) -> None:
    assert bar(machine, "returned") == "✓草稿 ✓已签发 ●已退回 ○已寄出"


def test_nothing_comes_after_a_final_side_state(machine: Machine) -> None:
    assert bar(machine, "torn") == "✓草稿 ●已销毁"
    assert bar(machine, "torn", after="signed") == "✓草稿 ✓已签发 ●已销毁"
    assert bar(machine, "torn", after="returned") == "✓草稿 ●已销毁"


def test_a_side_state_reached_from_a_side_state_stands_at_the_beginning(make_letter) -> None:
    letter = make_letter()
    burnt = make_letter(
        states={**letter.states, "burnt": "已烧毁"},
        transitions=(*letter.transitions, Transition("returned", "tear", "burnt", "p")),
    )
    assert bar(burnt, "burnt") == "✓草稿 ●已烧毁"


def test_steps_name_their_state(machine: Machine) -> None:
    assert machine.steps("draft")[0] == Step("draft", "草稿", Progress.CURRENT)
    with pytest.raises(KeyError):
        machine.steps("lost")
