"""Events of tasks and their pools."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from mingcha.audit.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskChanged(Event):
    """Something was done to a task; the subject is its number."""

    type: ClassVar[str] = "task.changed"
    title: ClassVar[str] = "抽查任务变动"
    action: str
    state: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubTaskSigned(Event):
    """A department co-signed its part; the subject is the task's number."""

    type: ClassVar[str] = "task.cosigned"
    title: ClassVar[str] = "部门会签"
    department: str
    items: int
    team_size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolLocked(Event):
    """A pool was frozen; the subject is the draw's id. ``roots`` has a digest for each frame."""

    type: ClassVar[str] = "pool.locked"
    title: ClassVar[str] = "冻结抽取名录"
    task: str
    frames: list[str]
    roots: list[str]
    rows: list[int]
    eligible: list[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolReopened(Event):
    """A frozen pool was given up; the subject is the ended draw's id, whose serial stays used."""

    type: ClassVar[str] = "pool.reopened"
    title: ClassVar[str] = "重新组建抽取名录"
    task: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssistantArranged(Event):
    """An expert or a body was to assist at an object, or no more; the subject is the task."""

    type: ClassVar[str] = "team.assistant"
    title: ClassVar[str] = "安排协助人员"
    object: str
    kind: str
    action: str
    reason: str = ""
