"""Filling the calendar: an occurrence for each due day of an obligation and each who answers.

However many departments there are, they are read in one query and the rows written in one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from mingcha.core.planning.recurrence import Due, due_days
from mingcha.foundation import clock
from mingcha.orgs.models import Department, Region
from mingcha.plans.models import Obligation, Occurrence
from mingcha.plans.models.obligation import Answerer
from mingcha.plans.selectors.plan_coverage import planning_year

_BATCH = 5000


@dataclass(frozen=True, slots=True)
class Place:
    """Who answers: an office where there is no department, a unit where there is one."""

    region: str
    department: int | None = None
    unit: int | None = None


def fill(obligations: Iterable[Obligation], *, since: date | None = None) -> int:
    """Make the occurrences of this year and the planned one that are not there; return how many.

    Days before ``since`` are left alone, so that a department founded in autumn owes no spring.
    """
    rows = list(obligations)
    until = planning_year(clock.today())
    places = _places(rows)
    wanted = [
        Occurrence(
            obligation=row,
            region_id=place.region,
            department_id=place.department,
            unit_id=place.unit,
            opens_on=due.opens,
            due_on=due.day,
        )
        for row in rows
        for due in days_of(row, until)
        if since is None or due.day >= since
        for place in places[row.pk]
    ]
    before = Occurrence.objects.filter(obligation__in=rows).count()
    Occurrence.objects.bulk_create(wanted, batch_size=_BATCH, ignore_conflicts=True)
    return Occurrence.objects.filter(obligation__in=rows).count() - before


def fill_on() -> int:
    """Bring the calendar on: what the day, a new department or a new year adds."""
    today = clock.today()
    lasting = Q(last_year=None) | Q(last_year__gte=today.year)
    return fill(Obligation.objects.filter(lasting, ended_on=None), since=today)


def days_of(obligation: Obligation, until: int) -> Iterator[Due]:
    """Give the due days of the first year, and of those after it to the last or to ``until``."""
    last = max(obligation.first_year, min(obligation.last_year or until, until))
    for year in range(obligation.first_year, last + 1):
        for due in due_days(obligation.rule, year):
            if due.day >= obligation.since:
                yield due


def _places(rows: list[Obligation]) -> dict[int, list[Place]]:
    """Return who answers for each of the obligations."""
    regions = {row.region_id for row in rows}
    offices: dict[str, list[Place]] = defaultdict(list)
    members: dict[str, list[Place]] = defaultdict(list)
    lower_members: dict[str, list[Place]] = defaultdict(list)
    inspecting = Department.objects.filter(
        Q(region__in=regions) | Q(region__parent__in=regions), is_inspecting_body=True
    ).select_related("region")
    below: dict[str, set[str]] = {region: set() for region in regions}
    for each in inspecting:
        place = Place(each.region_id, each.pk)
        members[each.region_id].append(place)
        parent = each.region.parent_id or ""
        lower_members[parent].append(place)
        below.setdefault(parent, set()).add(each.region_id)
    for region in regions:
        offices[region] = [Place(code) for code in sorted(below[region])]
    named = _named(rows)
    return {
        row.pk: [
            place
            for kind, found in (
                (Answerer.OFFICE, [Place(row.region_id)]),
                (Answerer.MEMBERS, members[row.region_id]),
                (Answerer.LOWER_OFFICES, offices[row.region_id]),
                (Answerer.LOWER_MEMBERS, lower_members[row.region_id]),
            )
            if kind in row.answered_by
            for place in found
        ]
        + named[row.pk]
        for row in rows
    }


def _named(rows: list[Obligation]) -> dict[int, list[Place]]:
    """Return the departments and units that obligations name."""
    keys, found = [row.pk for row in rows], defaultdict(list)
    of_departments = Obligation.departments.through.objects.filter(obligation__in=keys)
    for key, region, pk in of_departments.values_list(
        "obligation_id", "department__region_id", "department_id"
    ):
        found[key].append(Place(region, pk))
    of_units = Obligation.units.through.objects.filter(obligation__in=keys)
    for key, region, department, pk in of_units.values_list(
        "obligation_id", "unit__department__region_id", "unit__department_id", "unit_id"
    ):
        found[key].append(Place(region, department, pk))
    return found


def has_lower(region: Region) -> bool:
    """Tell whether there are offices below a region: regions with inspecting bodies."""
    return Department.objects.filter(region__parent=region, is_inspecting_body=True).exists()
