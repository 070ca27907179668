"""How much each inspector has to do and has done in a year, against what they can bear."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from mingcha.accounts.models import User
from mingcha.core.workflow.object_task import FALLEN_AWAY, NOT_BEGUN
from mingcha.inspections.models import Visit
from mingcha.registers.models import Inspector, TrainingRecord
from mingcha.registers.models.inspector import InspectorState
from mingcha.registers.selectors.inspectors import visible_inspectors
from mingcha.tasks.models import TeamMember

_UNDER_WAY = ("visiting", "recorded", "returned")
_DONE = ("in_review", "approved", "published", "corrected")


@dataclass(frozen=True, slots=True)
class Workload:
    """Visits of the year: drawn (all that are theirs), of these booked, under way and done."""

    inspector: Inspector
    drawn: int
    planned: int
    under_way: int
    done: int
    hours: Decimal

    @property
    def open(self) -> int:
        """Return how many are still to be done."""
        return self.drawn - self.done

    @property
    def share(self) -> int:
        """Return the open visits in hundredths of what the person can bear at a time."""
        capacity = self.inspector.capacity
        return round(100 * self.open / capacity) if capacity else 100 * self.open


def workloads(user: User, year: int) -> list[Workload]:
    """Return the people in office within the scope, the most burdened first; five statements."""
    people = visible_inspectors(user).filter(state=InspectorState.ACTIVE).order_by("staff_no")
    counts = _counts(people, year)
    hours = training_hours(people, year)
    nothing = {"drawn": 0, "planned": 0, "under_way": 0, "done": 0}
    found = [
        Workload(one, **(counts.get(one.pk) or nothing), hours=hours.get(one.pk, Decimal(0)))
        for one in people
    ]
    return sorted(found, key=lambda each: -each.share)


def training_hours(people: QuerySet[Inspector], year: int) -> dict[int, Decimal]:
    """Return the hours of training of a year by person; who has none is not among them."""
    rows = TrainingRecord.objects.filter(
        inspector__in=people.values("pk"),
        held_on__range=(date(year, 1, 1), date(year, 12, 31)),
        is_withdrawn=False,
    )
    summed = rows.order_by().values_list("inspector").annotate(Sum("hours"))
    return {pk: hours for pk, hours in summed if hours}


def _counts(people: QuerySet[Inspector], year: int) -> dict[int, dict[str, int]]:
    booked = Visit.objects.filter(
        task=Coalesce(OuterRef("object_task__visits_with"), OuterRef("object_task__task")),
        object=OuterRef("object_task__object"),
        planned_on__isnull=False,
    )
    rows = (
        TeamMember.objects.filter(
            inspector__in=Subquery(people.order_by().values("pk")), object_task__task__year=year
        )
        .exclude(object_task__state__in=FALLEN_AWAY)
        .exclude(object_task__task__state="voided")
        .annotate(is_booked=Exists(booked))
        .order_by()
        .values("inspector")
        .annotate(
            drawn=Count("pk"),
            planned=Count("pk", filter=Q(object_task__state__in=NOT_BEGUN, is_booked=True)),
            under_way=Count("pk", filter=Q(object_task__state__in=_UNDER_WAY)),
            done=Count("pk", filter=Q(object_task__state__in=_DONE)),
        )
    )
    return {
        row["inspector"]: {name: row[name] for name in ("drawn", "planned", "under_way", "done")}
        for row in rows
    }
