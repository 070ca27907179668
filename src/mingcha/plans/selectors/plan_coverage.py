"""Which departments have a plan for a year, and how far the lines of one are carried out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.scope import within
from mingcha.foundation import clock
from mingcha.orgs.models import Department
from mingcha.orgs.parameters import yearly_day, yearly_days
from mingcha.plans.models import PlanLine, PlanVersion

_NEXT_YEARS_FROM = 11  # in November and December the plan in hand is next year's


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """A department that has no plan in force for the year; ``version`` is what it works on."""

    department: Department
    version: PlanVersion | None
    due: date

    @property
    def is_late(self) -> bool:
        """Tell whether the day is over (R-035)."""
        return clock.today() > self.due


@dataclass(frozen=True, slots=True)
class Execution:
    """How many lines of a version are done, under way and covered from above, and which passed their end untouched."""

    total: int
    done: int
    under_way: int
    covered: int
    missed: list[PlanLine]


def planning_year(today: date) -> int:
    """Return the year whose plan is in hand on a day."""
    return today.year + (today.month >= _NEXT_YEARS_FROM)


def plan_due(department: Department, year: int) -> date:
    """Return the day by which a department's plan of a year is to be in force (R-035, R-121)."""
    return yearly_day("plan.due", department, year)


def plans_due(departments: Iterable[Department], year: int) -> dict[int, date]:
    """Return ``plan_due`` of many departments, by their ids."""
    return yearly_days("plan.due", departments, year)


def without_plan(user: User, year: int) -> list[PlanStanding]:
    """Return the inspecting bodies within the user's scope that have no plan in force for a year."""
    require(user, Permission.PLAN_VIEW)
    bodies = Department.objects.filter(
        within(user, region="region", department="pk"), is_inspecting_body=True
    )
    versions: dict[int, PlanVersion] = {}
    rows = PlanVersion.objects.filter(plan__year=year, plan__department__in=bodies)
    for version in rows.select_related("plan").order_by("number"):
        known = versions.get(version.plan.department_id)
        if known is None or known.state != "published":
            versions[version.plan.department_id] = version
    found = {each: versions.get(each.pk) for each in bodies.select_related("region")}
    lacking = {
        department: version
        for department, version in found.items()
        if version is None or version.state != "published"
    }
    days = plans_due(lacking, year)
    return [PlanStanding(each, version, days[each.pk]) for each, version in lacking.items()]


def missed_lines(lines: QuerySet[PlanLine]) -> QuerySet[PlanLine]:
    """Return the lines whose period ended and for which no task was begun (R-047)."""
    return lines.filter(state="pending", period_to__lt=clock.today())


def execution(version: PlanVersion) -> Execution:
    """Return how far a version is carried out (R-047)."""
    states = Counter(version.lines.values_list("state", flat=True))
    missed = list(missed_lines(version.lines.all()))
    return Execution(
        states.total(), states["done"], states["in_progress"], states["covered"], missed
    )
