"""Reading what is due: one's own, a region's, day by day, and how much was done in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, F, Min, Q, QuerySet
from django.urls import reverse

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.foundation import clock
from mingcha.foundation.errors import NotFound
from mingcha.plans.models import Occurrence, OccurrenceFile
from mingcha.plans.obligation_policies import answered_by

DONE = Q(state="done")


@dataclass(frozen=True, slots=True)
class Day:
    """An obligation on one of its days: of how many, how many are done, and how many late.

    ``first`` is an occurrence of them: the one to open where there is but one.
    """

    obligation: int
    title: str
    basis: str
    due_on: date
    total: int
    done: int
    late: int
    first: int

    @property
    def is_late(self) -> bool:
        """Tell whether something is still to be done whose day is over."""
        return not self.is_done and self.due_on < clock.today()

    @property
    def is_done(self) -> bool:
        """Tell whether all have done it."""
        return self.done == self.total

    @property
    def page(self) -> str:
        """Return where it is looked at: the occurrence itself where there is but one."""
        if self.total == 1:
            return reverse("occurrence", args=[self.first])
        asked = {"obligation": self.obligation, "due": self.due_on.isoformat(), "state": "all"}
        return f"{reverse('occurrences')}?{urlencode(asked)}"


@dataclass(frozen=True, slots=True)
class Punctuality:
    """How much of a year's that was due is done in time; ``waiting`` is not due yet."""

    region: str
    department: str
    in_time: int
    late: int
    missing: int
    waiting: int

    @property
    def due(self) -> int:
        """Return how much was done or should have been."""
        return self.in_time + self.late + self.missing

    @property
    def rate_bp(self) -> int | None:
        """Return the on-time rate in basis points; None where nothing was due."""
        return self.in_time * 10_000 // self.due if self.due else None


def visible_occurrences(user: User) -> QuerySet[Occurrence]:
    """Return all of the region for its coordination office, else the own department's.

    What an ended obligation would have asked for after its end is left out.
    """
    require(user, Permission.TARGET_VIEW)
    rows = in_force(Occurrence.objects.all()).select_related(
        "obligation__region", "obligation__issuer", "region", "department", "unit"
    )
    if user.may(Permission.TARGET_EDIT):
        return rows.filter(region__prefix__startswith=user.region.prefix)
    return rows.filter(department=user.department_id) if user.department_id else rows.none()


def in_force(rows: QuerySet[Occurrence]) -> QuerySet[Occurrence]:
    """Leave out what is open and due after its obligation ended."""
    return rows.exclude(~DONE, obligation__ended_on__lt=F("due_on"))


def get_occurrence(user: User, pk: int) -> Occurrence:
    """Return an occurrence that the user sees; raises NotFound."""
    found = visible_occurrences(user).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def get_occurrence_file(user: User, pk: int, file: int) -> OccurrenceFile:
    """Return a file of an occurrence that the user sees; raises NotFound."""
    found = OccurrenceFile.objects.filter(
        occurrence__in=visible_occurrences(user), occurrence=pk, pk=file
    ).first()
    if found is None:
        raise NotFound
    return found


def in_hand(user: User) -> QuerySet[Occurrence]:
    """Return what the user answers for, has to be done, and has begun."""
    rows = visible_occurrences(user).exclude(DONE).filter(answered_by(user))
    return rows.filter(opens_on__lte=clock.today())


def overdue(rows: QuerySet[Occurrence]) -> QuerySet[Occurrence]:
    """Return what is to be done and past its day."""
    return rows.exclude(DONE).filter(due_on__lt=clock.today())


def days_of_year(user: User, year: int) -> list[Day]:
    """Return the days of a year that the user sees, one row for all who answer; late ones first."""
    rows = visible_occurrences(user).filter(due_on__year=year).order_by()
    counted = rows.values(
        "obligation_id", "obligation__title", "obligation__basis", "due_on"
    ).annotate(
        total=Count("pk"),
        done=Count("pk", filter=DONE),
        late=Count("pk", filter=DONE & Q(done_on__gt=F("due_on"))),
        first=Min("pk"),
    )
    found = [
        Day(
            row["obligation_id"],
            row["obligation__title"],
            row["obligation__basis"],
            row["due_on"],
            row["total"],
            row["done"],
            row["late"],
            row["first"],
        )
        for row in counted.order_by("due_on", "obligation_id")
    ]
    return sorted(found, key=lambda day: not day.is_late)


def punctuality(user: User, year: int) -> list[Punctuality]:
    """Return the on-time rate of each office and department that the user sees (B.13).

    What a department set for its own units is its own matter and counts in no rate.
    """
    today = clock.today()
    late_now = ~DONE & Q(due_on__lt=today)
    rows = visible_occurrences(user).filter(due_on__year=year, obligation__issuer=None).order_by()
    counted = rows.values(
        "region__prefix", "region__name", "department_id", "department__short_name"
    ).annotate(
        in_time=Count("pk", filter=DONE & Q(done_on__lte=F("due_on"))),
        late=Count("pk", filter=DONE & Q(done_on__gt=F("due_on"))),
        missing=Count("pk", filter=late_now),
        waiting=Count("pk", filter=~DONE & Q(due_on__gte=today)),
    )
    return [
        Punctuality(
            row["region__name"],
            row["department__short_name"] or f"{row['region__name']}双随办",
            row["in_time"],
            row["late"],
            row["missing"],
            row["waiting"],
        )
        for row in counted.order_by("region__prefix", F("department_id").asc(nulls_first=True))
    ]
