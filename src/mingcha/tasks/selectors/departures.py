"""Who asked to leave a draw's list, who came, and who would come next (protocol section 10)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from mingcha.accounts.models import User
from mingcha.core.workflow.object_task import NOT_BEGUN
from mingcha.foundation import clock
from mingcha.foundation.errors import NotFound
from mingcha.registers.models import InspectionObject, Inspector
from mingcha.registers.selectors.fitness import fit_for
from mingcha.tasks.models import Departure, Draw, DrawnObject, ObjectTask, Task, TeamMember
from mingcha.tasks.selectors.comparison import visible_parts
from mingcha.tasks.selectors.teams import last_day
from mingcha.tasks.succession import course_of

OPEN_TASKS = frozenset({"list_compared", "inspectors_drawn", "issued", "in_progress"})
"""States of a task in which somebody may still be replaced."""


@dataclass(frozen=True, slots=True)
class NextObject:
    """The object that would take a place: its rank in the stratum and its ticket say why."""

    object: InspectionObject
    rank: int
    ticket: str


def departures_of(draw: Draw) -> QuerySet[Departure]:
    """Return all departures of a draw, newest first."""
    found = Departure.objects.filter(draw=draw).order_by("-pk")
    return found.select_related("object", "inspector", "successor")


def visible_departures(user: User, draw: Draw) -> QuerySet[Departure]:
    """Return those of the parts that a person may read: of their officers, and of their objects."""
    parts = visible_parts(user, draw)
    objects = ObjectTask.objects.filter(sub_task__in=parts).values("object")
    whole, shares = parts.filter(share_of=None), parts.filter(share_of__isnull=False)
    officers = (
        Q(frame__in=whole.values("frame"))
        | Q(object__in=ObjectTask.objects.filter(sub_task__in=shares).values("object"))
        | Q(object=None, inspector__department__in=shares.values("department"))
    )
    of_parts = Q(inspector=None, object__in=objects) | (
        Q(inspector__isnull=False, frame__in=parts.values("frame")) & officers
    )
    return departures_of(draw).filter(of_parts)


def get_departure(user: User, draw: Draw, pk: int) -> Departure:
    """Return one that a person may read; raises NotFound."""
    found = visible_departures(user, draw).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def cannot_go(task: Task) -> set[int]:
    """Return who sits on a team of the task but may by now be sent nowhere, says the register."""
    on_teams = TeamMember.objects.filter(object_task__task=task, object_task__state__in=NOT_BEGUN)
    fit = fit_for(clock.today(), task.period_from, last_day(task.draw))
    return set(on_teams.exclude(inspector__in=fit.values("pk")).values_list("inspector", flat=True))


def leaving_frame(row: ObjectTask) -> str:
    """Return the frame that drew a row's object: a department that follows has none of its own."""
    rows = DrawnObject.objects.filter(draw=row.task.draw, object=row.object_id)
    drawing = row.task.sub_tasks.filter(is_lead=True).values("frame")
    frame = rows.filter(frame__in=drawing).values_list("frame", flat=True).first()
    if frame is None:
        raise NotFound("这一户不是抽中的对象")
    return str(frame)


def next_object(departure: Departure) -> NextObject | None:
    """Return who takes a leaving object's place if it were decided now, None without a reserve."""
    if departure.object is None or departure.inspector_id is not None:
        return None
    with course_of(departure.draw) as course:
        row = course.succession.next_object(departure.frame, departure.object.key)
    if row is None:
        return None
    return NextObject(InspectionObject.objects.get(key=row.id), row.rank, row.ticket)


def could_come(departure: Departure) -> QuerySet[Inspector]:
    """Return among whom the lot will choose for one object that an officer leaves.

    Which of them it is nobody knows before the decision is on the log.
    """
    if departure.object is None or departure.inspector is None:
        return Inspector.objects.none()
    member = departure.inspector.memberships.filter(
        object_task__object=departure.object, object_task__task=departure.draw.own_task
    ).first()
    if member is None:
        return Inspector.objects.none()
    with course_of(departure.draw) as course:
        iids = course.succession.could_come(departure.object.key, member.slot)
        found = [pk for iid in iids for pk in course.people[iid].members]
    return Inspector.objects.filter(pk__in=found).select_related("unit").order_by("staff_no")
