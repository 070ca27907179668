"""Events of trigger rules and of what they propose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from mingcha.audit.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerRuleChanged(Event):
    """A rule was set or stopped; the subject is its title."""

    type: ClassVar[str] = "trigger.rule"
    title: ClassVar[str] = "触发规则变动"
    action: str
    department: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerProposed(Event):
    """A rule found objects, or somebody answered; the subject is the rule's title."""

    type: ClassVar[str] = "trigger.proposal"
    title: ClassVar[str] = "触发提示"
    action: str
    department: str
    objects: int
    task: str = ""
    reason: str = ""
