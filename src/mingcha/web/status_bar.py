"""The status bar as ``components/steps.html`` takes it."""

from __future__ import annotations

from mingcha.core.workflow.machine import Machine
from mingcha.core.workflow.status_bar import Progress

_WORDS = {Progress.PASSED: "done", Progress.CURRENT: "now", Progress.AHEAD: "todo"}


def status_bar(machine: Machine, state: str) -> list[dict[str, str]]:
    """Return the machine's steps; the state that all leads to is done once it is reached."""
    bar = [{"title": one.title, "state": _WORDS[one.progress]} for one in machine.steps(state)]
    if state == machine.main_line[-1]:
        bar[-1]["state"] = "done"
    return bar
