"""Events of the registers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from mingcha.audit.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemChanged(Event):
    """An item went from one state to another; the subject is its code."""

    type: ClassVar[str] = "item.changed"
    title: ClassVar[str] = "抽查事项变动"
    action: str
    version: int
    state: str
    reason: str = ""
