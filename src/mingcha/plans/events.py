"""Events of the yearly plans."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from mingcha.audit.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChanged(Event):
    """A version of a plan went from one state to another; the subject is the plan's title."""

    type: ClassVar[str] = "plan.changed"
    title: ClassVar[str] = "年度计划变动"
    action: str
    version: int
    state: str
    lines: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetSet(Event):
    """A target was set; the subject is the indicator's name."""

    type: ClassVar[str] = "target.set"
    title: ClassVar[str] = "下达目标"
    year: int
    value_bp: int
    department: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationChanged(Event):
    """An obligation was set, adopted from a notice or ended; the subject is its title."""

    type: ClassVar[str] = "obligation.changed"
    title: ClassVar[str] = "报送事项变动"
    action: str
    rule: str
    year: int
    basis: str
    task: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OccurrenceChanged(Event):
    """Something due was entered as done, or sent back; the subject is the obligation's title."""

    type: ClassVar[str] = "occurrence.changed"
    title: ClassVar[str] = "到期事项办理"
    action: str
    state: str
    department: str
    due_on: str
    day: str = ""
    is_late: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeDecided(Event):
    """Two departments' lines were proposed for merging, merged, or not; the subject names both."""

    type: ClassVar[str] = "plan.merge"
    title: ClassVar[str] = "合并计划任务"
    action: str
    apart: int
    together: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CapChanged(Event):
    """A cap on visits was set or ended; the subject is its title."""

    type: ClassVar[str] = "cap.changed"
    title: ClassVar[str] = "检查频次上限"
    action: str
    number: int
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualSchemeChanged(Event):
    """A yearly scheme was drafted, taken a step further, or given a file; the subject is its title."""

    type: ClassVar[str] = "annual_scheme.changed"
    title: ClassVar[str] = "年度实施方案变动"
    action: str
    year: int
    state: str
    number: str = ""
    reason: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplingRulesChanged(Event):
    """A version of sampling rules was drafted or taken a step further; the subject is its department."""

    type: ClassVar[str] = "sampling_rules.changed"
    title: ClassVar[str] = "抽查规则变动"
    action: str
    version: int
    state: str
    day: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFilingChanged(Event):
    """A plan was filed, received or sent back; ``key`` is the receipt's number."""

    type: ClassVar[str] = "plan_filing.changed"
    title: ClassVar[str] = "计划备案"
    action: str
    version: int
    state: str
    key: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassTableChanged(Event):
    """A table of ratios by class was set or ended; the subject is its name."""

    type: ClassVar[str] = "class_table.changed"
    title: ClassVar[str] = "分类抽查比例表变动"
    action: str
    basis: str
