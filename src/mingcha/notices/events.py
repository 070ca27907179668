"""Events of the documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from mingcha.audit.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeTextChanged(Event):
    """A text was written, put in force or given back; the subject is the kind of document."""

    type: ClassVar[str] = "notice_text.changed"
    title: ClassVar[str] = "文书文本变动"
    action: str
    scope: str
    version: int
    since: str
    reason: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticesIssued(Event):
    """Documents were made out; the subject is the task's number, with the object's code for one."""

    type: ClassVar[str] = "notice.issued"
    title: ClassVar[str] = "出具文书"
    kind: str
    objects: int
    version: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecusalAsked(Event):
    """An object asked that an officer stay away, or was answered; the subject is task and object."""

    type: ClassVar[str] = "recusal_request.changed"
    title: ClassVar[str] = "检查对象申请回避"
    action: str
    staff: list[str]
    reason: str = ""
