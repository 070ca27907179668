"""The steps of a status bar."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mingcha.core.workflow.machine import Machine


class Progress(StrEnum):
    """Where a step stands against the present state."""

    PASSED = "passed"
    CURRENT = "current"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the bar."""

    state: str
    title: str
    progress: Progress


def steps(machine: Machine, state: str, *, after: str | None = None) -> tuple[Step, ...]:
    """Return the machine's main line, with the present ``state`` in its place.

    A state beside the main line (returned, voided) stands behind ``after``, the state it was
    reached from; without it, behind the first state of the main line that leads to it. Where it
    is final, nothing comes ahead any more.

    Raises:
        KeyError: The machine has no such state.
    """
    line = list(machine.main_line)
    title = machine.states[state]
    if state not in line:
        place = line.index(after if after in line else _entrance(machine, state))
        line = line[: place + 1] if machine.is_final(state) else line
        line.insert(place + 1, state)
    place = line.index(state)
    before = [Step(name, machine.states[name], Progress.PASSED) for name in line[:place]]
    ahead = [Step(name, machine.states[name], Progress.AHEAD) for name in line[place + 1 :]]
    return (*before, Step(state, title, Progress.CURRENT), *ahead)


def _entrance(machine: Machine, state: str) -> str:
    sources = {t.source for t in machine.transitions if t.target == state}
    return next((name for name in machine.main_line if name in sources), machine.initial)
