"""What the registers say against an officer's going to an object, as a reason to leave (R-062)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from mingcha.foundation import clock
from mingcha.registers.models import Inspector, Recusal
from mingcha.registers.models.absence import AbsenceKind
from mingcha.registers.models.inspector import InspectorKind, InspectorState
from mingcha.registers.selectors.fitness import away_on, fit_for, unfit_reason
from mingcha.tasks.models import Task, TeamMember
from mingcha.tasks.models.departure import DepartureReason as Reason
from mingcha.tasks.senders import senders_of

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


def causes_to_leave(
    members: Collection[TeamMember], task: Task, valid_on: date
) -> list[tuple[TeamMember, Cause]]:
    """Return which of a task's members may not go to their object, with why, in their order.

    However many members there are, the register is asked as often.
    """
    recusals = _recusals(members)
    senders = {part.pk: senders_of(part) for part in task.sub_tasks.select_related("department")}
    people = {member.inspector_id for member in members}
    fit = fit_for(clock.today(), task.period_from, valid_on).filter(pk__in=people)
    may_go = set(fit.values_list("pk", flat=True))
    found = []
    for member in members:
        recusal = recusals.get((member.inspector_id, member.object_task.object_id))
        if recusal is not None:
            cause = Reason.RECUSAL, f"{recusal.get_basis_display()}：{recusal.reason}"
        elif member.inspector.department_id not in senders[member.object_task.sub_task_id]:
            cause = Reason.TRANSFER, f"{member.inspector.name}已不在本任务的派员部门"
        elif member.inspector_id not in may_go:
            cause = _why_unfit(member.inspector, valid_on)
        else:
            continue
        found.append((member, cause))
    return found


def _recusals(members: Iterable[TeamMember]) -> dict[tuple[int, int], Recusal]:
    pairs = {(member.inspector_id, member.object_task.object_id) for member in members}
    rows = Recusal.objects.filter(
        inspector__in={inspector for inspector, _ in pairs},
        object__in={found for _, found in pairs},
        ended_on=None,
    )
    return {(row.inspector_id, row.object_id): row for row in rows.order_by("-pk")}


def cause_to_leave_all(inspector: Inspector, task: Task, valid_on: date) -> Cause | None:
    """Return why somebody may be sent nowhere in the time of a task, None where they may."""
    if fit_for(clock.today(), task.period_from, valid_on).filter(pk=inspector.pk).exists():
        return None
    return _why_unfit(inspector, valid_on)


def _why_unfit(inspector: Inspector, valid_on: date) -> Cause:
    today = clock.today()
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
