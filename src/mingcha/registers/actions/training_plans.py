"""Keeping a department's training plan of a year, form E (R-137)."""

from __future__ import annotations

from dataclasses import dataclass

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.steps import reason_given
from mingcha.audit.record import record
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.registers.events import TrainingPlanChanged
from mingcha.registers.models import PlannedTraining
from mingcha.registers.policies import require_own_list


@dataclass(frozen=True, slots=True)
class PlannedFacts:
    """What form E says of one training: content, who, and from which month to which."""

    year: int
    content: str
    trainees: str
    first_month: int
    last_month: int
    note: str = ""


@action
def plan_training(*, by: User, facts: PlannedFacts) -> PlannedTraining:
    """Write a line of one's own department's plan. DomainError names the field at fault."""
    if by.department is None:
        raise NotFound
    require_own_list(by, Permission.REGISTER_EDIT, by.department)
    line = PlannedTraining(department=by.department)
    _write(line, facts)
    _record(line, "plan_training", by)
    return line


@action
def change_planned(*, by: User, line: PlannedTraining, facts: PlannedFacts) -> PlannedTraining:
    """Change a line of the plan; its history keeps what it said before."""
    line = _own(by, line)
    _write(line, facts)
    _record(line, "change_planned", by)
    return line


@action
def drop_planned(*, by: User, line: PlannedTraining, reason: str) -> None:
    """Give a line up, with the reason; one that was held stays."""
    line = _own(by, line)
    missing = reason_given(reason)
    if missing:
        raise DomainError("reason_missing", missing, "reason")
    if line.sessions.filter(withdrawn_reason="").exists():
        raise DomainError("held", "已按这一条举行过培训，不能取消；请保留，或先撤销所登记的场次")
    line.dropped_reason = reason.strip()
    line.save()
    _record(line, "drop_planned", by, reason.strip())


def _own(by: User, line: PlannedTraining) -> PlannedTraining:
    line = locked(line)
    require_own_list(by, Permission.REGISTER_EDIT, line.department)
    if line.dropped_reason:
        raise DomainError("dropped", "这一条已经取消，不能再改；需要的请另写一条")
    return line


def _write(line: PlannedTraining, facts: PlannedFacts) -> None:
    content = facts.content.strip()
    same = PlannedTraining.objects.filter(
        department=line.department, year=facts.year, content=content, dropped_reason=""
    )
    if same.exclude(pk=line.pk).exists():
        raise DomainError("twice", "这一年的培训计划已有同一内容，请改那一条", "content")
    if facts.last_month < facts.first_month:
        raise DomainError("months", "结束月份不能早于开始月份", "last_month")
    line.year, line.content, line.trainees = facts.year, content, facts.trainees.strip()
    line.first_month, line.last_month = facts.first_month, facts.last_month
    line.note = facts.note.strip()
    line.save()


def _record(line: PlannedTraining, verb: str, by: User, reason: str = "") -> None:
    event = TrainingPlanChanged(
        subject=f"{line.department.code}/{line.year}",
        action=verb,
        topic=line.content,
        reason=reason,
    )
    record(event, by=by)
