"""Events of the reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from mingcha.audit.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundnessChecked(Event):
    """An auditor had everything checked that must not change."""

    type: ClassVar[str] = "audit.checked"
    title: ClassVar[str] = "核验记录"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportChanged(Event):
    """A report went from one state to another; ``digest`` covers its figures."""

    type: ClassVar[str] = "report.changed"
    title: ClassVar[str] = "报表变动"
    action: str
    state: str
    digest: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresEntered(Event):
    """Figures of another platform were entered by hand; the subject is the platform."""

    type: ClassVar[str] = "report.figures_entered"
    title: ClassVar[str] = "填报其他平台数据"
    department: str
    year: int
    month: int
    checks: int
    households: int
    problem_households: int
