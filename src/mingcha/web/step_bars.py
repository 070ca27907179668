"""The steps of a state table as the component shows them."""

from __future__ import annotations

from collections.abc import Iterable

from mingcha.core.workflow.status_bar import Progress, Step

_STATES = {Progress.PASSED: "done", Progress.CURRENT: "now", Progress.AHEAD: "todo"}


def step_bar(steps: Iterable[Step | dict[str, str]]) -> list[dict[str, str]]:
    """A machine's steps as {title, state}; what a page has worded itself stays as it is."""
    return [
        {"title": step.title, "state": _STATES[step.progress]} if isinstance(step, Step) else step
        for step in steps
    ]
