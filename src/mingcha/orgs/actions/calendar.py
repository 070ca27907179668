"""Keeping the table of holidays and make-up days by hand (statutory calendar)."""

from __future__ import annotations

from datetime import date

from mingcha.audit.record import record
from mingcha.foundation.actions import action
from mingcha.foundation.announcing import announce
from mingcha.foundation.errors import DomainError
from mingcha.orgs.events import CalendarChanged
from mingcha.orgs.models import CalendarDay
from mingcha.orgs.policies import Administrator, require_administrator


@action
def set_day(
    *, by: Administrator, day: date, is_workday: bool, name: str, reason: str
) -> CalendarDay:
    """Say that a day is a holiday or a working day, whatever its weekday; with the notice as reason.

    Listeners hear ``calendar.changed``.
    """
    require_administrator(by)
    _require_reason(reason)
    row = CalendarDay.objects.select_for_update().filter(date=day).first()
    before = _words(row)
    row = row or CalendarDay(date=day)
    row.is_workday, row.name = is_workday, name
    row.save()
    _record(row.date, before, _words(row), reason, by)
    announce("calendar.changed", day=day)
    return row


@action
def clear_day(*, by: Administrator, row: CalendarDay, reason: str) -> None:
    """Make a day ordinary again: its weekday decides. Listeners hear ``calendar.changed``."""
    require_administrator(by)
    _require_reason(reason)
    _record(row.date, _words(row), "", reason, by)
    day = row.date
    row.delete()
    announce("calendar.changed", day=day)


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise DomainError("reason", "请写明依据的通知", "reason")


def _words(row: CalendarDay | None) -> str:
    return f"{row.name} {'上班' if row.is_workday else '放假'}" if row else ""


def _record(day: date, before: str, after: str, reason: str, by: Administrator) -> None:
    event = CalendarChanged(
        subject=day.isoformat(), before=before, after=after, reason=reason.strip()
    )
    record(event, by=by)
