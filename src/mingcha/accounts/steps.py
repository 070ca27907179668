"""Moving a row along its state table, in an actor's name."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from mingcha.accounts.models import User
from mingcha.core.workflow.machine import Machine
from mingcha.core.workflow.transition import SYSTEM


class Stateful(Protocol):
    """A row with a state."""

    state: str


class Permitted(Protocol):
    """Who takes the step: a user, or a guest for whom one step was opened."""

    @property
    def permissions(self) -> Collection[str]:
        """Return what the actor may do."""


def step(
    machine: Machine, row: Stateful, action: str, *, by: Permitted, **guards: str | None
) -> None:
    """Set the row's state to where ``action`` leads; the caller saves it.

    Raises WrongState, NotPermitted or GuardFailed (``core.workflow``). Each guard of the transition
    is given as None where it holds, else as the reason why not.
    """
    row.state = machine.step(row.state, action, permissions=by.permissions, guards=guards)


def step_by_itself(machine: Machine, row: Stateful, action: str, **guards: str | None) -> None:
    """Take a step that no person takes."""
    row.state = machine.step(row.state, action, permissions={SYSTEM}, guards=guards)


def reason_given(reason: str) -> str | None:
    """Return None where a reason is given, else what is asked for."""
    return None if reason.strip() else "请写明理由"


def not_same(by: User, username: str, sentence: str) -> str | None:
    """Return None unless the actor is the one who did the step before."""
    return sentence if by.username == username else None
