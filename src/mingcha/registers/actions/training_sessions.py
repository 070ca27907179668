"""Entering trainings that took place, and who attended them (R-148)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.steps import reason_given
from mingcha.audit.record import record
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.orgs.models import Department
from mingcha.registers.events import TrainingSessionChanged
from mingcha.registers.models import (
    Inspector,
    PlannedTraining,
    TrainingRecord,
    TrainingSession,
)
from mingcha.registers.policies import require_own_list
from mingcha.registers.selectors.training_sessions import sessions_open_to


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """What is said of a training that took place."""

    held_on: date
    topic: str
    organiser: str
    hours: Decimal
    attendees: tuple[Inspector, ...]
    planned: PlannedTraining | None = None


@action
def hold_session(*, by: User, facts: SessionFacts) -> TrainingSession:
    """Enter a training of one's own department with those of its people who attended.

    DomainError names the field that does not fit.
    """
    own = _own_department(by)
    if facts.held_on > clock.today():
        raise DomainError("future", "培训还没有举行，请在举行以后登记", "held_on")
    if facts.planned is not None and facts.planned.department_id != own.pk:
        raise DomainError("planned", "请选择本部门培训计划的条目", "planned")
    topic = facts.topic.strip()
    same = TrainingSession.objects.filter(
        department=own, held_on=facts.held_on, topic=topic, withdrawn_reason=""
    )
    if same.exists():
        raise DomainError("twice", "已登记过这一天的同一场培训，请在那一场补登参加人员", "topic")
    session = TrainingSession.objects.create(
        department=own,
        planned=facts.planned,
        held_on=facts.held_on,
        topic=topic,
        organiser=facts.organiser.strip(),
        hours=facts.hours,
        entered_by=by.username,
    )
    _write(session, own, facts.attendees, by)
    _record(session, "hold_training", by, (one.staff_no for one in facts.attendees))
    return session


@action
def attend_session(
    *, by: User, session: TrainingSession, attendees: tuple[Inspector, ...]
) -> list[Inspector]:
    """Enter people of one's own department as attending a training of it or of its superior.

    Returns who was not yet on the list. Raises NotFound where the training is neither's.
    """
    own = _own_department(by)
    session = locked(session)
    if not sessions_open_to(own).filter(pk=session.pk).exists():
        raise NotFound
    present = TrainingRecord.objects.filter(session=session, is_withdrawn=False)
    known = set(present.values_list("inspector", flat=True))
    new = tuple(one for one in attendees if one.pk not in known)
    if not new:
        raise DomainError("nobody_new", "所选人员都已在参加名单中，请选择还没有登记的", "attendees")
    _write(session, own, new, by)
    _record(session, "attend_training", by, (one.staff_no for one in new))
    return list(new)


@action
def withdraw_session(*, by: User, session: TrainingSession, reason: str) -> None:
    """Take back a training entered wrongly; its hours count no more, the record stays."""
    session = locked(session)
    require_own_list(by, Permission.REGISTER_EDIT, session.department)
    missing = reason_given(reason)
    if missing:
        raise DomainError("reason_missing", missing, "reason")
    if session.is_withdrawn:
        raise DomainError("withdrawn", "这场培训已经撤销")
    session.withdrawn_reason = reason.strip()
    session.save()
    present = TrainingRecord.objects.filter(session=session, is_withdrawn=False)
    staff = list(present.values_list("inspector__staff_no", flat=True))
    present.update(is_withdrawn=True)
    _record(session, "withdraw_training", by, staff, reason.strip())


def _own_department(by: User) -> Department:
    if by.department is None:
        raise NotFound
    require_own_list(by, Permission.REGISTER_EDIT, by.department)
    return by.department


def _write(
    session: TrainingSession, own: Department, attendees: tuple[Inspector, ...], by: User
) -> None:
    if not attendees:
        raise DomainError("nobody", "请选择参加人员，或上传签到表", "attendees")
    if any(one.department_id != own.pk for one in attendees):
        raise DomainError("of_another", "只能登记本部门的检查人员", "attendees")
    alone = TrainingRecord.objects.filter(
        inspector__in=attendees,
        held_on=session.held_on,
        topic=session.topic,
        is_withdrawn=False,
        session=None,
    )
    twice = [one.inspector.name for one in alone.select_related("inspector")]
    if twice:
        told = f"{'、'.join(twice)}已在个人档案单独登记过这次培训，请先撤销单独的记录"
        raise DomainError("twice", told, "attendees")
    TrainingRecord.objects.bulk_create(
        TrainingRecord(
            inspector=one,
            session=session,
            held_on=session.held_on,
            topic=session.topic,
            organiser=session.organiser,
            hours=session.hours,
            entered_by=by.username,
        )
        for one in attendees
    )


def _record(
    session: TrainingSession, verb: str, by: User, staff: Iterable[str], reason: str = ""
) -> None:
    event = TrainingSessionChanged(
        subject=f"{session.department.code}/{session.held_on:%Y-%m-%d}",
        action=verb,
        topic=session.topic,
        staff=sorted(staff),
        reason=reason,
    )
    record(event, by=by)
