"""One line of a state table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

SYSTEM = "system"
"""The permission of what happens by itself; no person's role ever holds it."""


@dataclass(frozen=True, slots=True)
class Transition:
    """From state ``source``, ``action`` leads to ``target``.

    ``permission`` is what the actor must hold, ``guards`` name the conditions that must hold.
    """

    source: str
    action: str
    target: str
    permission: str
    guards: tuple[str, ...] = ()


def from_each(
    sources: Iterable[str], action: str, target: str, permission: str, guards: tuple[str, ...] = ()
) -> tuple[Transition, ...]:
    """Return the same transition out of each of the ``sources``."""
    return tuple(Transition(source, action, target, permission, guards) for source in sources)
