"""State tables as text: a Mermaid diagram, Markdown tables, and the whole reference page.

``python -m mingcha.core.workflow.diagram > docs/reference/states.md`` writes the page anew.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping

from mingcha.core.workflow.guards import GUARDS
from mingcha.core.workflow.machine import Machine
from mingcha.core.workflow.permissions import PERMISSIONS
from mingcha.core.workflow.tables import MACHINES

_HEAD = """\
<!-- Generated; do not edit. Written by: python -m mingcha.core.workflow.diagram > docs/reference/states.md -->

# States

Every noun that moves from state to state does so by one of these tables. A step is taken where
the noun is in the source state, the actor holds the permission, and every guard holds; the
permission `system` is nobody's: such steps follow from others.
"""


def mermaid(machine: Machine) -> str:
    """Return the machine as a Mermaid state diagram."""
    names = [f'    state "{title}" as {state}' for state, title in machine.states.items()]
    arrows = [
        f"    {t.source} --> {t.target} : {machine.verbs[t.action]}" for t in machine.transitions
    ]
    ends = [f"    {state} --> [*]" for state in machine.states if machine.is_final(state)]
    start = f"    [*] --> {machine.initial}"
    return "\n".join(["stateDiagram-v2", *names, start, *arrows, *ends])


def table(machine: Machine) -> str:
    """Return the machine's transitions as a Markdown table."""
    return _table(
        ("From", "Action", "To", "Permission", "Guards"),
        (
            (
                f"`{t.source}` {machine.states[t.source]}",
                f"`{t.action}` {machine.verbs[t.action]}",
                f"`{t.target}` {machine.states[t.target]}",
                f"`{t.permission}`",
                ", ".join(f"`{guard}`" for guard in t.guards),
            )
            for t in machine.transitions
        ),
    )


def page(machines: Iterable[Machine]) -> str:
    """Return the reference page of all machines, guards and permissions."""
    parts = [_HEAD]
    for machine in machines:
        parts.append(f"## `{machine.name}` {machine.title}\n")
        parts.append(f"```mermaid\n{mermaid(machine)}\n```\n")
        parts.append(f"{table(machine)}\n")
    parts.append(f"## Guards\n\n{_meanings('Guard', GUARDS)}\n")
    parts.append(f"## Permissions\n\n{_meanings('Permission', PERMISSIONS)}\n")
    return "\n".join(parts)


def _meanings(what: str, meanings: Mapping[str, str]) -> str:
    return _table((what, "Meaning"), ((f"`{name}`", meaning) for name, meaning in meanings.items()))


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |".replace("|  |", "| |") for cells in lines)


def main() -> None:
    """Write the page to standard output."""
    sys.stdout.write(page(MACHINES.values()))


if __name__ == "__main__":
    main()
