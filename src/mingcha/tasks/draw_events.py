"""Events of the draw and of what comes of it; the subject is the draw's or the task's number."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from mingcha.audit.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawStepped(Event):
    """A draw went on by one step of the ceremony; ``digest`` is what the step put on record."""

    type: ClassVar[str] = "draw.stepped"
    title: ClassVar[str] = "抽取进程"
    action: str
    state: str
    party: str = ""
    digest: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationStepped(Event):
    """A party without an account was invited, came in, was locked out, or is no more wanted."""

    type: ClassVar[str] = "draw.invitation"
    title: ClassVar[str] = "邀请抽取参与方"
    action: str
    party: str
    title_of_party: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectsDrawn(Event):
    """The draw was made; ``digests`` has path and SHA-256 of every file that is kept of it."""

    type: ClassVar[str] = "draw.drawn"
    title: ClassVar[str] = "抽取检查对象"
    drawn: int
    placed: int
    unplaced: int
    result_root: str
    log_head: str
    digests: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectNotMine(Event):
    """A department said that a drawn object is not its own."""

    type: ClassVar[str] = "list.not_mine"
    title: ClassVar[str] = "比对剔除"
    department: str
    object: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SharesHandedDown(Event):
    """What was drawn fell into the counties' shares; the subject is the task (R-066).

    ``lines`` is how many lines of the counties' own plans are covered by it.
    """

    type: ClassVar[str] = "task.handed_down"
    title: ClassVar[str] = "下派分任务"
    departments: list[str]
    households: list[int]
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListCompared(Event):
    """A department handed in its comparison."""

    type: ClassVar[str] = "list.compared"
    title: ClassVar[str] = "提交名单比对"
    department: str
    kept: int
    removed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignedDirectly(Event):
    """A head filled a place that the matching had left empty (直接委派)."""

    type: ClassVar[str] = "team.assigned_directly"
    title: ClassVar[str] = "直接委派"
    object: str
    slot: int
    reason: str
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Departed(Event):
    """An object or an officer was to leave after the draw, and did or did not; by code only."""

    type: ClassVar[str] = "draw.departure"
    title: ClassVar[str] = "退出和替换"
    action: str
    object: str
    reason: str
    successor: str = ""
    slots: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamsConfirmed(Event):
    """The teams are complete."""

    type: ClassVar[str] = "team.confirmed"
    title: ClassVar[str] = "确认检查组"
    objects: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskIssued(Event):
    """The task went out to the teams."""

    type: ClassVar[str] = "task.issued"
    title: ClassVar[str] = "派发任务"
    objects: int
    notified: int
