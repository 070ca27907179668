"""A table with a fault never gets as far as being used."""

from __future__ import annotations

from typing import Any

import pytest

from mingcha.core.workflow.transition import Transition


def added(machine: Any, *transitions: Transition) -> tuple[Transition, ...]:
    return (*machine.transitions, *transitions)


@pytest.mark.parametrize(
    ("transition", "fault"),
    [
        (Transition("draft", "send", "lost", "p"), "letter: unknown states lost"),
        (Transition("lost", "send", "sent", "p"), "letter: unknown states lost"),
        (Transition("draft", "burn", "sent", "p"), "letter: actions without a title burn"),
        (Transition("draft", "sign", "sent", "p"), "letter: sign leads out of draft 2 times"),
    ],
)
def test_a_faulty_transition(make_letter, machine, transition: Transition, fault: str) -> None:
    with pytest.raises(ValueError, match=f"^{fault}$"):
        make_letter(transitions=added(machine, transition))


@pytest.mark.parametrize(
    ("part", "value", "fault"),
    [
        ("initial", "new", "unknown states new"),
        ("main_line", ("draft", "gone"), "unknown states gone"),
        ("main_line", ("signed", "sent"), "the main line does not begin with the initial state"),
        ("main_line", (), "the main line does not begin with the initial state"),
        ("main_line", ("draft", "signed", "draft"), "the main line repeats a state"),
    ],
)
def test_a_faulty_part(make_letter, part: str, value: Any, fault: str) -> None:
    with pytest.raises(ValueError, match=f"^letter: {fault}$"):
        make_letter(**{part: value})


def test_states_that_nothing_leads_to(make_letter, machine) -> None:
    states = {**machine.states, "framed": "已装裱", "hung": "已悬挂"}
    circle = (Transition("framed", "send", "hung", "p"), Transition("hung", "send", "framed", "p"))
    with pytest.raises(ValueError, match=r"^letter: unreachable states framed, hung$"):
        make_letter(states=states, transitions=added(machine, *circle))


def test_titles_that_nothing_uses(make_letter, machine) -> None:
    with pytest.raises(ValueError, match=r"^letter: titles without an action frame$"):
        make_letter(verbs={**machine.verbs, "frame": "装裱"})
