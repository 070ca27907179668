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
class JointExceptionChanged(Event):
    """A task was asked to be, or became, an exception to the joint share; its number (R-116)."""

    type: ClassVar[str] = "task.joint_exception"
    title: ClassVar[str] = "联合抽查例外"
    action: str
    ground: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskGroundChanged(Event):
    """A document on which a task rests was attached or taken off; the subject is its number."""

    type: ClassVar[str] = "task.ground"
    title: ClassVar[str] = "任务依据材料变动"
    action: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionChanged(Event):
    """An objection to a frozen pool was taken down or decided; the subject is the draw's id."""

    type: ClassVar[str] = "pool.objection"
    title: ClassVar[str] = "名录异议"
    action: str
    object: str
    reason: str = ""


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
    training: str = ""
    census_basis: str = ""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertPoolFrozen(Event):
    """A department's experts were frozen with the pool; the subject is the draw's id (R-023)."""

    type: ClassVar[str] = "experts.frozen"
    title: ClassVar[str] = "冻结专家池"
    task: str
    department: str
    experts: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertsDrawn(Event):
    """Experts were drawn to assist; the subject is the draw's id. Nobody is named (R-023)."""

    type: ClassVar[str] = "experts.drawn"
    title: ClassVar[str] = "抽取专家"
    task: str
    department: str
    objects: int
    placed: int
    digest: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpChanged(Event):
    """A neighbour was asked for officers, agreed, refused, or is done without (R-060).

    The subject is the task, ``department`` the neighbour.
    """

    type: ClassVar[str] = "task.help"
    title: ClassVar[str] = "邻近支援"
    action: str
    department: str
    reason: str = ""
