"""Entering when an inspector is away; each time works on its days by itself (R-024)."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.steps import reason_given
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError
from mingcha.registers.actions.inspector_events import note
from mingcha.registers.actions.meanwhile import require_row_unchanged
from mingcha.registers.models import Inspector, InspectorAbsence
from mingcha.registers.models.absence import FOR_GOOD, AbsenceKind
from mingcha.registers.policies import require_own_list


@action
def enter_absence(
    *,
    by: User,
    inspector: Inspector,
    kind: str,
    starts_on: date,
    ends_on: date | None,
    reason: str,
) -> InspectorAbsence:
    """Enter a time away, past, present or to come."""
    one = locked(inspector)
    require_own_list(by, Permission.REGISTER_EDIT, one.department)
    absence = InspectorAbsence(inspector=one, entered_by=by.username)
    _write(absence, kind, starts_on, ends_on, reason)
    note(one, "enter_absence", by, [_named(absence)])
    return absence


@action
def change_absence(
    *,
    by: User,
    absence: InspectorAbsence,
    kind: str,
    starts_on: date,
    ends_on: date | None,
    reason: str,
    opened: str | None = None,
) -> InspectorAbsence:
    """Correct a time away, such as when somebody comes back sooner (销假).

    Raises ChangedMeanwhile where others corrected it since ``opened``.
    """
    absence = locked(absence)
    require_own_list(by, Permission.REGISTER_EDIT, absence.inspector.department)
    if absence.is_withdrawn:
        raise DomainError("withdrawn", "这条登记已经撤销，请另行登记")
    stands = (absence.kind, absence.starts_on, absence.ends_on, absence.reason)
    if opened is not None and stands != (kind, starts_on, ends_on, reason.strip()):
        require_row_unchanged(absence, opened, "这条登记")
    _write(absence, kind, starts_on, ends_on, reason)
    note(absence.inspector, "change_absence", by, [_named(absence)])
    return absence


@action
def withdraw_absence(*, by: User, absence: InspectorAbsence, reason: str) -> None:
    """Take back what was entered wrongly; it stays on record and counts no more."""
    absence = locked(absence)
    require_own_list(by, Permission.REGISTER_EDIT, absence.inspector.department)
    missing = reason_given(reason)
    if missing:
        raise DomainError("reason_missing", missing, "reason")
    if absence.is_withdrawn:
        raise DomainError("withdrawn", "这条登记已经撤销")
    absence.is_withdrawn = True
    absence.save()
    note(absence.inspector, "withdraw_absence", by, [_named(absence)], reason)


def _write(
    absence: InspectorAbsence, kind: str, starts_on: date, ends_on: date | None, reason: str
) -> None:
    if kind in FOR_GOOD and ends_on:
        raise DomainError("for_good", "调出、退休没有结束日期，请留空", "ends_on")
    if kind == AbsenceKind.LEAVE and ends_on is None:
        raise DomainError("leave_ends", "请休假请填写最后一天", "ends_on")
    if ends_on and ends_on < starts_on:
        raise DomainError("backwards", "结束日期不能早于开始日期，请改正", "ends_on")
    if reason_given(reason):
        raise DomainError("reason_missing", "请写明事由", "reason")
    absence.kind, absence.starts_on, absence.ends_on = kind, starts_on, ends_on
    absence.reason = reason.strip()
    other = _overlapping(absence)
    if other:
        last = f"至{other.ends_on:%Y-%m-%d}" if other.ends_on else "起"
        told = f"与已登记的{other.get_kind_display()}（{other.starts_on:%Y-%m-%d}{last}）重叠"
        raise DomainError("overlaps", f"{told}，请改日期或先改那一条", "starts_on")
    absence.save()


def _overlapping(absence: InspectorAbsence) -> InspectorAbsence | None:
    rows = InspectorAbsence.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=absence.starts_on),
        inspector=absence.inspector_id,
        is_withdrawn=False,
    ).exclude(pk=absence.pk)
    if absence.ends_on:
        rows = rows.filter(starts_on__lte=absence.ends_on)
    return rows.first()


def _named(absence: InspectorAbsence) -> str:
    """Return what the chain calls it: why somebody was away is in the row's history alone."""
    return f"absence/{absence.pk}"
