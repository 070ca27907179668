"""A plan line by line beside the year before, with what came of each line (planner's desk)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from mingcha.core.statistics.indicators import Ratio
from mingcha.foundation.errors import NotFound
from mingcha.inspections.choices import PROBLEM_RESULTS
from mingcha.plans.models import AnnualPlan, PlanLine, PlanVersion
from mingcha.plans.selectors.differences import lines_by_number
from mingcha.plans.selectors.line_pairs import LinePair, line_pairs
from mingcha.tasks.models import ObjectTask


@dataclass(frozen=True, slots=True)
class Done:
    """What the tasks of a line did: draws, objects drawn, visited, and found with a problem."""

    tasks: int = 0
    drawn: int = 0
    visited: int = 0
    with_problems: int = 0

    @property
    def problems(self) -> Ratio:
        """Return the share of the visited that had a problem."""
        return Ratio(self.with_problems, self.visited)


@dataclass(frozen=True, slots=True)
class LineOfYears:
    """A line of both years, and what was done by it in each."""

    pair: LinePair
    then: Done
    now: Done


def comparable_years(plan: AnnualPlan) -> list[int]:
    """Return the earlier years for which the department has a plan in force, the newest first."""
    earlier = PlanVersion.objects.filter(
        plan__department=plan.department, plan__year__lt=plan.year, state="published"
    )
    return list(earlier.order_by("-plan__year").values_list("plan__year", flat=True))


def line_by_line(version: PlanVersion, year: int) -> list[LineOfYears]:
    """Return every line of a version and of the department's plan in force in an earlier year.

    Raises NotFound where that year has none.
    """
    earlier = PlanVersion.objects.filter(
        plan__department=version.plan.department, plan__year=year, state="published"
    ).first()
    if earlier is None:
        raise NotFound
    then, now = _done(earlier.plan), _done(version.plan)
    pairs = line_pairs(
        list(lines_by_number(earlier).values()), list(lines_by_number(version).values())
    )
    return [LineOfYears(pair, _of(then, pair.then), _of(now, pair.now)) for pair in pairs]


def _of(done: Mapping[int, Done], line: PlanLine | None) -> Done:
    return done.get(line.line_no, Done()) if line else Done()


def _done(plan: AnnualPlan) -> dict[int, Done]:
    """Count by the number of the line, in whichever version of the plan a task took it; one statement.

    The leading department drew the objects: those who join it are at the same ones.
    """
    rows = (
        ObjectTask.objects.filter(
            task__plan_line__version__plan=plan, task__draw__drawn_at__isnull=False
        )
        .annotate(is_lead=Coalesce("sub_task__share_of__is_lead", "sub_task__is_lead"))
        .filter(is_lead=True)
        .exclude(state="not_mine")
        .exclude(task__state="voided")
        .order_by()
        .values_list("task__plan_line__line_no")
    )
    visited = Q(record__signed_at__isnull=False)
    counted = rows.annotate(
        tasks=Count("task", distinct=True),
        drawn=Count("pk"),
        visited=Count("pk", filter=visited),
        problems=Count("pk", filter=visited & Q(record__result__in=PROBLEM_RESULTS)),
    )
    return {number: Done(*figures) for number, *figures in counted}
