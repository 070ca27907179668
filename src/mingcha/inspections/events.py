"""Events of the inspections; the subject is the task's number, ``object`` the object's code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from mingcha.audit.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitBooked(Event):
    """A day was agreed on, for the first time or anew."""

    type: ClassVar[str] = "visit.booked"
    title: ClassVar[str] = "约定检查日期"
    object: str
    day: str
    state: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitStarted(Event):
    """A department's officers arrived."""

    type: ClassVar[str] = "visit.started"
    title: ClassVar[str] = "开始检查"
    object: str
    department: str
    certificate_shown: bool
    present: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitsJoined(Event):
    """Two tasks' visits of an object were proposed to be one, made one, or parted (R-065).

    The subject is the task that asks, ``task`` the other one.
    """

    type: ClassVar[str] = "visit.together"
    title: ClassVar[str] = "合并入户"
    action: str
    object: str
    task: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSaved(Event):
    """A check point was answered; what was noted stays out of the chain."""

    type: ClassVar[str] = "record.answered"
    title: ClassVar[str] = "回答检查要点"
    object: str
    item: str
    point: int
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemJudged(Event):
    """The result of an item was set by hand."""

    type: ClassVar[str] = "record.item_judged"
    title: ClassVar[str] = "判定事项结果"
    object: str
    item: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoAdded(Event):
    """A photo was attached; its digest stands here for good (R-073)."""

    type: ClassVar[str] = "record.photo_added"
    title: ClassVar[str] = "添加照片"
    object: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChanged(Event):
    """A record went on: concluded, confirmed, submitted, withdrawn, taken from elsewhere."""

    type: ClassVar[str] = "record.changed"
    title: ClassVar[str] = "检查记录变动"
    object: str
    action: str
    state: str
    result: str
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReviewed(Event):
    """A reviewer returned or approved a record."""

    type: ClassVar[str] = "record.reviewed"
    title: ClassVar[str] = "审核检查结果"
    object: str
    approved: bool
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectEnded(Event):
    """An object task was ended without a result."""

    type: ClassVar[str] = "object_task.terminated"
    title: ClassVar[str] = "依法终止检查"
    object: str
    ground: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberReplaced(Event):
    """An inspector stepped in for another; ``slot`` is the place on the team."""

    type: ClassVar[str] = "team.replaced"
    title: ClassVar[str] = "更换检查人员"
    object: str
    slot: int
    reason: str
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultCorrected(Event):
    """A published result was found wrong; ``reason`` says why, the findings stay out of the chain."""

    type: ClassVar[str] = "record.corrected"
    title: ClassVar[str] = "更正检查结果"
    object: str
    result: str
    reason: str
