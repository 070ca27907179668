"""Events of the messages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from mingcha.audit.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSent(Event):
    """The platform told a department something; the subject is the message's title."""

    type: ClassVar[str] = "message.sent"
    title: ClassVar[str] = "发出消息"
    department: str
    key: str
    outlets: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRetried(Event):
    """An administrator let a delivery that failed be tried again; the subject is the message's key."""

    type: ClassVar[str] = "message.retried"
    title: ClassVar[str] = "重新发送消息"
    outlet: str
