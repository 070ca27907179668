"""What the registers say against an officer's going to an object, as a reason to leave (R-062)."""

from __future__ import annotations

from datetime import date

from mingcha.foundation import clock
from mingcha.registers.models import Inspector, Recusal
from mingcha.registers.models.absence import AbsenceKind
from mingcha.registers.models.inspector import InspectorKind, InspectorState
from mingcha.registers.selectors.fitness import away_on, fit_for, unfit_reason
from mingcha.tasks.models import ObjectTask, Task
from mingcha.tasks.models.departure import DepartureReason as Reason
from mingcha.tasks.senders import is_sent_by

Cause = tuple[Reason, str]
"""Why, and what the register says in words."""

_BY_STATE = {
    InspectorState.ON_LEAVE: Reason.LEAVE,
    InspectorState.SUSPENDED: Reason.DISMISSED,
    InspectorState.LEFT: Reason.TRANSFER,
}
_BY_ABSENCE = {
    AbsenceKind.TRANSFER: Reason.TRANSFER,
    AbsenceKind.RETIREMENT: Reason.TRANSFER,
    AbsenceKind.SUSPENSION: Reason.DISMISSED,
}


def cause_to_leave(inspector: Inspector, row: ObjectTask, valid_on: date) -> Cause | None:
    """Return why somebody may not go to an object, None where nothing stands against it."""
    recusal = Recusal.objects.filter(
        inspector=inspector, object=row.object_id, ended_on=None
    ).first()
    if recusal is not None:
        return Reason.RECUSAL, f"{recusal.get_basis_display()}：{recusal.reason}"
    if not is_sent_by(row.sub_task, inspector):
        return Reason.TRANSFER, f"{inspector.name}已不在本任务的派员部门"
    return cause_to_leave_all(inspector, row.task, valid_on)


def cause_to_leave_all(inspector: Inspector, task: Task, valid_on: date) -> Cause | None:
    """Return why somebody may be sent nowhere in the time of a task, None where they may."""
    today = clock.today()
    if fit_for(today, task.period_from, valid_on).filter(pk=inspector.pk).exists():
        return None
    text = (
        unfit_reason(inspector, today, certified_on=valid_on)
        or unfit_reason(inspector, valid_on)
        or f"{inspector.name}在任务期间不在岗"
    )
    return _reason(inspector, today, valid_on), text


def _reason(inspector: Inspector, today: date, end: date) -> Reason:
    if inspector.state != InspectorState.ACTIVE:
        return _BY_STATE[InspectorState(inspector.state)]
    if inspector.kind == InspectorKind.ASSISTANT:
        return Reason.DISMISSED
    away = inspector.absences.filter(away_on(today) | away_on(end)).order_by("starts_on").first()
    if away is not None:
        return _BY_ABSENCE.get(AbsenceKind(away.kind), Reason.LEAVE)
    return Reason.CERTIFICATE
