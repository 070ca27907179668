"""Events of the registers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from mingcha.audit.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectsReceived(Event):
    """A department's own system wrote into the register; the subject is the department."""

    type: ClassVar[str] = "register.received"
    title: ClassVar[str] = "接口写入名录"
    counts: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemChanged(Event):
    """An item went from one state to another; the subject is its code."""

    type: ClassVar[str] = "item.changed"
    title: ClassVar[str] = "抽查事项变动"
    action: str
    version: int
    state: str
    reason: str = ""
