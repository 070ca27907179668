"""Carrying out a departure: the entry, whom the lot places after it, and the teams (section 10).

Part of the actions in ``departures``; the draw is locked by whoever calls.
"""

from __future__ import annotations

import hashlib
from datetime import date

from mingcha.accounts.models import User
from mingcha.accounts.steps import step
from mingcha.audit.record import record
from mingcha.core.draw.departures import Begun, Placement, StaffDeparture, StaffReason
from mingcha.core.draw.replacement import Reason, Replacement, frames_of
from mingcha.core.errors import Refusal
from mingcha.core.workflow.object_task import FALLEN_AWAY, NOT_BEGUN, OBJECT_TASK
from mingcha.foundation import clock
from mingcha.foundation.errors import DomainError
from mingcha.registers.models import InspectionObject
from mingcha.tasks.actions.direct import account
from mingcha.tasks.actions.expert_lots import arrange_by_lot
from mingcha.tasks.actions.issuing import notify
from mingcha.tasks.draw_events import Departed
from mingcha.tasks.models import Departure, Draw, ObjectTask, TeamMember
from mingcha.tasks.models.departure import DepartureState
from mingcha.tasks.models.task import Disclosing
from mingcha.tasks.seating import follow
from mingcha.tasks.shares import Shares
from mingcha.tasks.standing import causes_to_leave
from mingcha.tasks.succession import Course, course_of

_REGISTER = "register"
_REGISTER_NAME = "名录登记"


def evidence_of(departure: Departure) -> str:
    """Return the hash that the log holds of what bears a departure out."""
    return hashlib.sha256(f"{departure.reason}\n{departure.facts}".encode()).hexdigest()


def carry_out(departure: Departure, by: User) -> None:
    """Approve a departure: log it, let the lot place, let the teams follow, and keep what came.

    Raises DomainError where the rules do not allow it.
    """
    departure.state = DepartureState.APPROVED
    departure.decided_by, departure.decided_by_name = by.username, by.name
    departure.decided_at = clock.now()
    _hold_open_rows(departure.draw)
    try:
        with course_of(departure.draw) as course:
            _tell_begun(course)
            members = _leave(course, departure, by)
            _let_unfit_go(course, members, by)
    except Refusal as refusal:
        raise DomainError("not_by_the_rules", f"不能替换：{refusal.message}") from refusal


def _hold_open_rows(draw: Draw) -> None:
    """Let no visit begin between the entry that names those begun and the teams' change."""
    rows = ObjectTask.objects.filter(task=draw.own_task, state__in=NOT_BEGUN).order_by("pk")
    list(rows.select_for_update().values_list("pk"))


def _tell_begun(course: Course) -> None:
    """Log which inspections have begun since the last time: the lot leaves their teams alone."""
    rows = ObjectTask.objects.filter(task=course.draw.own_task).exclude(
        state__in=(*NOT_BEGUN, *FALLEN_AWAY)
    )
    keys = set(rows.values_list("object__key", flat=True)) & course.succession.in_the_lot
    if keys:
        course.tell(Begun(tuple(sorted(keys))))


def _leave(course: Course, departure: Departure, by: User) -> list[TeamMember]:
    if departure.inspector_id is None:
        return _object_leaves(course, departure, by)
    entry = course.tell(
        StaffDeparture(
            iid=_iid(course, departure.inspector_id),
            id=departure.object.key if departure.object else "",
            reason=StaffReason(departure.reason),
            evidence=departure.evidence,
            confirmed_by=_confirmed_by(departure),
            approved_by=account(by.username),
        )
    )
    departure.entry = entry.seq
    return _follow(course, departure, by)


def _iid(course: Course, inspector: int) -> str:
    iid = course.iids.get(inspector)
    if iid is None:
        raise DomainError("not_frozen", "该人员不在冻结的名录中，请依法直接委派他人")
    return iid


def _confirmed_by(departure: Departure) -> str:
    asked = departure.asked_by
    return _REGISTER if asked == _REGISTER else account(asked)


def _object_leaves(course: Course, departure: Departure, by: User) -> list[TeamMember]:
    leaving = departure.object
    if leaving is None:
        raise RuntimeError("a departure without officer is an object's")
    row = course.succession.next_object(departure.frame, leaving.key)
    entry = course.tell(
        Replacement(
            frame=departure.frame,
            id=leaving.key,
            reason=Reason(departure.reason),
            evidence=departure.evidence,
            confirmed_by=_confirmed_by(departure),
            approved_by=account(by.username),
            successor=row.id if row else "",
        )
    )
    departure.entry = entry.seq
    _end_rows(course, departure, by)
    if row is not None:
        departure.successor = InspectionObject.objects.get(key=row.id)
        _join(course, departure, departure.successor)
    return _follow(course, departure, by)


def _end_rows(course: Course, departure: Departure, by: User) -> None:
    frames = [
        frame.code
        for frame in course.plan.frames
        if departure.frame in {frame.code, getattr(frame, "follow", "")}
    ]
    rows = ObjectTask.objects.select_for_update().filter(
        task=course.draw.own_task, object=departure.object, sub_task__frame__in=frames
    )
    for row in rows.exclude(state__in=FALLEN_AWAY):
        step(OBJECT_TASK, row, "replace", by=by, departure_confirmed=None)
        reason = f"{departure.get_reason_display()}；{departure.facts}"
        row.ended_reason = f"替换退出：{reason}"[:200]
        row.save(update_fields=["state", "ended_reason", "updated_at"])


def _join(course: Course, departure: Departure, successor: InspectionObject) -> None:
    """Put the successor on the list of every department whose register has it."""
    task = course.draw.own_task
    shares = Shares(task)
    for code in frames_of(course.plan, course.registers, departure.frame, successor.key):
        part = shares.of(code, successor.region.prefix)
        row, is_new = ObjectTask.objects.get_or_create(task=task, sub_task=part, object=successor)
        if is_new:
            arrange_by_lot(course.draw, row)
    if task.issued_at and task.disclosing != Disclosing.DEFERRED:
        notify(task)


def _follow(course: Course, departure: Departure, by: User) -> list[TeamMember]:
    placement = course.tell_who_comes() or Placement(0, ())
    departure.placed = placement.as_json()["slots"]
    departure.save()
    task = course.draw.own_task
    event = Departed(
        subject=task.number,
        action="approve_departure",
        object=departure.object.code if departure.object else "",
        reason=departure.reason,
        successor=departure.successor.code if departure.successor else "",
        slots=len(placement.slots),
    )
    record(event, by=by)
    return follow(task, course.plan, placement.slots, course.people)


def _let_unfit_go(course: Course, members: list[TeamMember], by: User) -> None:
    """Let who was placed but may not go, as the register says by now, leave that object again."""
    valid_on = date.fromisoformat(course.plan.assignment.valid_on)
    task = course.draw.own_task
    waiting = causes_to_leave(_read(members), task, valid_on)
    while waiting:
        member, cause = waiting.pop()
        if not TeamMember.objects.filter(pk=member.pk).exists():
            continue  # moved on meanwhile
        row = member.object_task
        departure = Departure(
            draw=course.draw,
            frame=row.sub_task.frame,
            object=row.object,
            inspector=member.inspector,
            reason=cause[0],
            facts=cause[1],
            state=DepartureState.APPROVED,
            asked_by=_REGISTER,
            asked_by_name=_REGISTER_NAME,
            decided_by=by.username,
            decided_by_name=by.name,
            decided_at=clock.now(),
            decision="名录登记不能前往，由下一人补位",
        )
        departure.evidence = evidence_of(departure)
        waiting += causes_to_leave(_read(_leave(course, departure, by)), task, valid_on)


def _read(members: list[TeamMember]) -> list[TeamMember]:
    """Return the members as they stand, with their people and objects, in their order."""
    found = TeamMember.objects.select_related(
        "inspector", "object_task__object", "object_task__sub_task"
    )
    rows = found.in_bulk([member.pk for member in members])
    return [rows[member.pk] for member in members if member.pk in rows]
