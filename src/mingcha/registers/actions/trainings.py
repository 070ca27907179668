"""Entering what training inspectors attended (R-148)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.steps import reason_given
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError
from mingcha.registers.actions.inspector_events import note
from mingcha.registers.models import Inspector, TrainingRecord
from mingcha.registers.policies import require_own_list


@action
def enter_training(
    *,
    by: User,
    inspector: Inspector,
    held_on: date,
    topic: str,
    organiser: str,
    hours: Decimal,
) -> TrainingRecord:
    """Enter a training that somebody attended."""
    one = locked(inspector)
    require_own_list(by, Permission.REGISTER_EDIT, one.department)
    if held_on > clock.today():
        raise DomainError("future", "培训还没有举行，请在参加以后登记", "held_on")
    if one.trainings.filter(held_on=held_on, topic=topic.strip(), is_withdrawn=False).exists():
        raise DomainError("twice", "已登记过这一天的同一次培训，请核对日期和内容", "topic")
    made: TrainingRecord = one.trainings.create(
        held_on=held_on,
        topic=topic.strip(),
        organiser=organiser.strip(),
        hours=hours,
        entered_by=by.username,
    )
    note(one, "enter_training", by, [held_on.isoformat(), str(hours)])
    return made


@action
def withdraw_training(*, by: User, training: TrainingRecord, reason: str) -> None:
    """Take back what was entered wrongly; it stays on record and counts no more."""
    training = locked(training)
    require_own_list(by, Permission.REGISTER_EDIT, training.inspector.department)
    missing = reason_given(reason)
    if missing:
        raise DomainError("reason_missing", missing, "reason")
    if training.is_withdrawn:
        raise DomainError("withdrawn", "这条培训记录已经撤销")
    training.is_withdrawn = True
    training.save()
    note(training.inspector, "withdraw_training", by, [training.held_on.isoformat()], reason)
