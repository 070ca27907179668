"""The days of one inspector: visits, last days of tasks, absences, training (R-024, R-078)."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import F, Q, QuerySet

from mingcha.accounts.models import User
from mingcha.core.workflow.object_task import BEFORE_RESULTS, FALLEN_AWAY, NOT_BEGUN, OBJECT_TASK
from mingcha.inspections.selectors.own import open_visits, own_object_tasks
from mingcha.registers.models import InspectorAbsence, TrainingRecord
from mingcha.tasks.models import ObjectTask

_GOING = ("issued", "in_progress")


class DayKind(StrEnum):
    """What stands on a day."""

    VISIT = "visit"
    DEADLINE = "deadline"
    ABSENCE = "absence"
    TRAINING = "training"


@dataclass(frozen=True, slots=True)
class DayEntry:
    """One thing on a day; ``object_task`` leads to a visit, ``moves`` says that it may be moved."""

    kind: DayKind
    title: str
    note: str = ""
    object_task: int | None = None
    moves: bool = False
    lacks_notice: bool = False


def days_between(user: User, first: date, last: date) -> dict[date, list[DayEntry]]:
    """Return what stands on the days of the user from ``first`` to ``last``, visits first."""
    days: dict[date, list[DayEntry]] = defaultdict(list)
    for row in booked_visits(user, first).filter(Q(planned_on__lte=last)):
        days[planned_on(row)].append(_visit(row))
    for day, entry in (
        *_deadlines(user, first, last),
        *_absences(user, first, last),
        *_trainings(user, first, last),
    ):
        days[day].append(entry)
    return dict(days)


def booked_visits(user: User, since: date) -> QuerySet[ObjectTask]:
    """Return the user's visits with a day from ``since`` on, in their order."""
    rows = own_object_tasks(user).filter(Q(planned_on__gte=since))
    going = rows.exclude(state__in=FALLEN_AWAY).exclude(task__state="voided")
    return going.order_by(F("planned_on").asc(), "object__code")


def unbooked_visits(user: User) -> QuerySet[ObjectTask]:
    """Return the user's visits that have not begun and have no day, by their task's last day."""
    return open_visits(user).filter(Q(planned_on=None), state__in=NOT_BEGUN)


def is_unannounced(row: ObjectTask) -> bool:
    """Tell whether the object is not to know of the visit beforehand."""
    return row.task.is_unannounced


def planned_on(row: ObjectTask) -> date:
    """Return the day of a booked visit."""
    found: date = row.planned_on  # type: ignore[attr-defined]  # annotated in own_object_tasks
    return found


def _visit(row: ObjectTask) -> DayEntry:
    is_going = row.task.state in _GOING
    return DayEntry(
        DayKind.VISIT,
        row.object.name,
        OBJECT_TASK.states[row.state],
        row.pk,
        moves=is_going and row.state in NOT_BEGUN,
        lacks_notice=is_going and row.state == "assigned" and not is_unannounced(row),
    )


def _deadlines(user: User, first: date, last: date) -> list[tuple[date, DayEntry]]:
    rows = own_object_tasks(user).filter(
        state__in=BEFORE_RESULTS, task__state__in=_GOING, task__period_to__range=(first, last)
    )
    tasks = Counter((row.task.period_to, row.task.title) for row in rows)
    return [
        (day, DayEntry(DayKind.DEADLINE, title, f"任务截止，还有 {number} 户"))
        for (day, title), number in sorted(tasks.items())
    ]


def _absences(user: User, first: date, last: date) -> list[tuple[date, DayEntry]]:
    rows = InspectorAbsence.objects.filter(
        inspector__user=user, is_withdrawn=False, starts_on__lte=last
    ).exclude(ends_on__lt=first)
    return [
        (day, DayEntry(DayKind.ABSENCE, row.get_kind_display(), row.reason))
        for row in rows
        for day in _days(max(first, row.starts_on), min(last, row.ends_on or last))
    ]


def _trainings(user: User, first: date, last: date) -> list[tuple[date, DayEntry]]:
    rows = TrainingRecord.objects.filter(
        inspector__user=user, is_withdrawn=False, held_on__range=(first, last)
    )
    return [(row.held_on, DayEntry(DayKind.TRAINING, row.topic, row.organiser)) for row in rows]


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
