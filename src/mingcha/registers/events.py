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
class MovedToSuccessor(Event):
    """What lay in a replaced division was moved; the subject is the old code."""

    type: ClassVar[str] = "register.moved"
    title: ClassVar[str] = "名录归入新区划"
    successor: str
    objects: int
    inspectors: int
    teams: int
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemChanged(Event):
    """An item went from one state to another; the subject is its code."""

    type: ClassVar[str] = "item.changed"
    title: ClassVar[str] = "抽查事项变动"
    action: str
    version: int
    state: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideChanged(Event):
    """A work guide was attached to an item's version or taken off; the subject is the code."""

    type: ClassVar[str] = "item.guide"
    title: ClassVar[str] = "工作指引变动"
    action: str
    version: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndustryCheckChanged(Event):
    """A row of the 1+X list was written or retired; the subject is the industry (R-007)."""

    type: ClassVar[str] = "industry_check.changed"
    title: ClassVar[str] = "一业一查变动"
    department: str
    action: str
    items: list[str]
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemsClaimed(Event):
    """A department claimed items of its superior's list; the subject is the department (R-004)."""

    type: ClassVar[str] = "item.claimed"
    title: ClassVar[str] = "认领上级事项"
    superior: str
    codes: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateMarked(Event):
    """An item of the superior was marked as outside the mandate, or in it again; its code."""

    type: ClassVar[str] = "item.mandate"
    title: ClassVar[str] = "职责范围标记"
    department: str
    action: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentChangeDecided(Event):
    """A claimer took a superior's change over or kept its own text; the subject is its code."""

    type: ClassVar[str] = "item.parent_change"
    title: ClassVar[str] = "上级事项变更处理"
    change: str
    version: int
    decision: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterImported(Event):
    """A file went a step towards a register; the subject names department and register."""

    type: ClassVar[str] = "register.import"
    title: ClassVar[str] = "名录导入"
    action: str
    file_hash: str
    removes_gone: bool
    counts: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectChanged(Event):
    """An object or its place in a register was changed by hand; the subject is its code."""

    type: ClassVar[str] = "object.changed"
    title: ClassVar[str] = "检查对象变动"
    action: str
    fields: list[str]
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectsMerged(Event):
    """An object was merged into another one, parted again, or told apart; the subject is who stays."""

    type: ClassVar[str] = "object.merged"
    title: ClassVar[str] = "重复对象处理"
    action: str
    other: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingSessionChanged(Event):
    """A training was entered, attended or withdrawn; the subject is department and day (R-148)."""

    type: ClassVar[str] = "training_session.changed"
    title: ClassVar[str] = "培训场次变动"
    action: str
    topic: str
    staff: list[str]
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingPlanChanged(Event):
    """A line of a training plan was written or given up; the subject is department and year."""

    type: ClassVar[str] = "training_plan.changed"
    title: ClassVar[str] = "培训计划变动"
    action: str
    topic: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectorChanged(Event):
    """An inspector's record was changed; the subject is department and staff number."""

    type: ClassVar[str] = "inspector.changed"
    title: ClassVar[str] = "检查人员变动"
    action: str
    fields: list[str]
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TagChanged(Event):
    """A tag was made, retired, or put on many objects at once; the subject is its code."""

    type: ClassVar[str] = "tag.changed"
    title: ClassVar[str] = "标签变动"
    action: str
    objects: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertChanged(Event):
    """An expert's or a body's record was changed; the subject is department, kind and row."""

    type: ClassVar[str] = "expert.changed"
    title: ClassVar[str] = "专家库变动"
    action: str
    fields: list[str]
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialRegisterChanged(Event):
    """A sub-register was set up, retired, or its members changed; the subject is its name (R-025)."""

    type: ClassVar[str] = "special_register.changed"
    title: ClassVar[str] = "专项库变动"
    department: str
    action: str
    objects: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffRegisterChanged(Event):
    """A sub-register of inspectors was written or retired; the subject is its name (R-025)."""

    type: ClassVar[str] = "staff_register.changed"
    title: ClassVar[str] = "人员专项库变动"
    department: str
    action: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedRangeChanged(Event):
    """A range was kept under a name, changed or forgotten; the subject is its name (R-017)."""

    type: ClassVar[str] = "saved_range.changed"
    title: ClassVar[str] = "常用范围变动"
    department: str
    action: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskSchemeChanged(Event):
    """A way of classifying was written, combined or retired; the subject is its code (R-102)."""

    type: ClassVar[str] = "risk_scheme.changed"
    title: ClassVar[str] = "风险分类方案变动"
    action: str
    levels: list[str]
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadcountStated(Event):
    """A department said how many hold a certificate; the subject is the department (R-015)."""

    type: ClassVar[str] = "headcount.stated"
    title: ClassVar[str] = "登记持证人数"
    number: int
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectorsChanged(Event):
    """Several inspectors were changed at once; the subject is the department (R-022, R-024)."""

    type: ClassVar[str] = "inspector.bulk"
    title: ClassVar[str] = "批量调整检查人员"
    number: int
    staff: list[str]
    fields: list[str]
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormedTeamChanged(Event):
    """A team was formed, changed or dissolved; the subject is department and team (R-060)."""

    type: ClassVar[str] = "formed_team.changed"
    title: ClassVar[str] = "固定检查组变动"
    action: str
    staff: list[str]
    reason: str = ""
