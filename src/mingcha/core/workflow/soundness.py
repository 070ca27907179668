"""What every state table must satisfy before the program starts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mingcha.core.workflow.machine import Machine


def check_sound(machine: Machine) -> None:
    """Refuse a table with unknown, unreachable or ambiguous parts.

    Raises:
        ValueError: Names the machine and its first fault.
    """
    for fault in _faults(machine):
        raise ValueError(f"{machine.name}: {fault}")


def _faults(machine: Machine) -> Iterator[str]:
    named = [machine.initial, *machine.main_line]
    for transition in machine.transitions:
        named += [transition.source, transition.target]
    if unknown := _missing(named, machine.states):
        yield f"unknown states {unknown}"
    actions = [transition.action for transition in machine.transitions]
    if unknown := _missing(actions, machine.verbs):
        yield f"actions without a title {unknown}"
    if unused := _missing(machine.verbs, actions):
        yield f"titles without an action {unused}"
    for (source, action), times in Counter(
        (transition.source, transition.action) for transition in machine.transitions
    ).items():
        if times > 1:
            yield f"{action} leads out of {source} {times} times"
    if unreachable := _missing(machine.states, _reachable(machine)):
        yield f"unreachable states {unreachable}"
    if machine.main_line[:1] != (machine.initial,):
        yield "the main line does not begin with the initial state"
    if len(set(machine.main_line)) != len(machine.main_line):
        yield "the main line repeats a state"


def _missing(names: Collection[str], known: Collection[str]) -> str:
    return ", ".join(sorted(set(names) - set(known)))


def _reachable(machine: Machine) -> set[str]:
    reached: set[str] = set()
    ahead = [machine.initial]
    while ahead:
        state = ahead.pop()
        if state not in reached:
            reached.add(state)
            ahead += [t.target for t in machine.transitions if t.source == state]
    return reached
