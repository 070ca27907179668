"""Events of the follow-up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from mingcha.audit.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpChanged(Event):
    """A follow-up went from one state to another; the subject is task number and object code."""

    type: ClassVar[str] = "follow_up.changed"
    title: ClassVar[str] = "后续处置变动"
    action: str
    state: str
    due_on: str
    file_sha256: str = ""
