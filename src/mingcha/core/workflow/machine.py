"""The executor of all state tables."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from mingcha.core.workflow.refusals import GuardFailed, NotPermitted, WrongState
from mingcha.core.workflow.soundness import check_sound
from mingcha.core.workflow.status_bar import Step, steps
from mingcha.core.workflow.transition import Transition


@dataclass(frozen=True, slots=True)
class Offer:
    """Something a person may do next; its ``guards`` are still to be evaluated."""

    action: str
    title: str
    target: str
    permission: str
    guards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Machine:
    """The life of one noun: its states, and the transitions between them.

    Attributes:
        name: Identifier of the noun, such as ``task``.
        title: The noun in Chinese, such as 抽查任务.
        initial: The state in which it is created.
        states: Chinese title of each state, in the order in which they are usually passed.
        verbs: Chinese title of each action.
        transitions: The table.
        main_line: The states a status bar shows, from the initial one to the usual end.

    Raises:
        ValueError: The table is not sound (see ``soundness``); this happens at import.
    """

    name: str
    title: str
    initial: str
    states: Mapping[str, str]
    verbs: Mapping[str, str]
    transitions: tuple[Transition, ...]
    main_line: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse a table that is not sound."""
        check_sound(self)

    def step(
        self,
        state: str,
        action: str,
        *,
        permissions: Collection[str],
        guards: Mapping[str, str | None],
    ) -> str:
        """Return the state that ``action`` leads to.

        Args:
            state: Where the noun is now.
            action: What the actor wants.
            permissions: What the actor holds here.
            guards: For each guard of the transition, None where it holds, else the reason in
                plain Chinese. Guards of other transitions may be among them.

        Raises:
            WrongState: The action is not possible in this state.
            NotPermitted: It is, but not for this actor.
            GuardFailed: It is, but a condition does not hold; all reasons are given.
            KeyError: The state or action does not exist or a guard was not evaluated: a fault
                of the program.
        """
        verb, title = self.verbs[action], self.states[state]
        transition = self._find(state, action)
        if transition is None:
            possible = [self.verbs[other.action] for other in self._from(state)]
            raise WrongState(subject=self.title, state=title, action=verb, possible=possible)
        if transition.permission not in permissions:
            raise NotPermitted(subject=self.title, action=verb, permission=transition.permission)
        findings = {guard: guards[guard] for guard in transition.guards}
        reasons = {guard: reason for guard, reason in findings.items() if reason is not None}
        if reasons:
            raise GuardFailed(action=verb, reasons=reasons)
        return transition.target

    def actions(self, state: str, permissions: Collection[str]) -> tuple[Offer, ...]:
        """Return what a person with these permissions may do next, in the table's order."""
        return tuple(
            Offer(t.action, self.verbs[t.action], t.target, t.permission, t.guards)
            for t in self._from(state)
            if t.permission in permissions
        )

    def guards(self, state: str, action: str) -> tuple[str, ...]:
        """Return what must be evaluated before ``step``; nothing where the step is impossible."""
        transition = self._find(state, action)
        return transition.guards if transition else ()

    def steps(self, state: str, *, after: str | None = None) -> tuple[Step, ...]:
        """Return the steps of a status bar (see ``status_bar.steps``)."""
        return steps(self, state, after=after)

    def is_final(self, state: str) -> bool:
        """Tell whether nothing leads out of ``state``."""
        return not self._from(state)

    def _from(self, state: str) -> list[Transition]:
        return [t for t in self.transitions if t.source == state]

    def _find(self, state: str, action: str) -> Transition | None:
        return next((t for t in self._from(state) if t.action == action), None)
