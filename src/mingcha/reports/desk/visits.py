"""What became of the year so far: draws of lines that took place, and visits that caps count (E.2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Count

from mingcha.foundation import clock
from mingcha.plans.models import FrequencyCap, PlanLine, PlanVersion
from mingcha.registers.cells import Cells, Mark, places
from mingcha.registers.selectors.object_cells import Sets
from mingcha.tasks.caps import counted_by, so_often
from mingcha.tasks.models import Task
from mingcha.tasks.pool_query import counted_by_general_cap

_MOST_STEPS = 12
LineKey = tuple[int, int]
"""The plan and the number of a line, which stay from version to version."""


def draws_of(lines: Iterable[PlanLine]) -> Mapping[LineKey, int]:
    """Return how many times each line was drawn; one statement."""
    plans = {line.version.plan_id for line in lines}
    drawn = Task.objects.filter(
        plan_line__version__plan__in=plans, draw__drawn_at__isnull=False
    ).exclude(state="voided")
    rows = drawn.order_by().values_list("plan_line__version__plan", "plan_line__line_no")
    return Counter({(plan, number): times for plan, number, times in rows.annotate(Count("pk"))})


def key_of(line: PlanLine) -> LineKey:
    """Return what a line is known by in all versions."""
    return line.version.plan_id, line.line_no


def day_of_counting(version: PlanVersion, lines: Iterable[PlanLine]) -> date:
    """Return the day for which caps are asked: today, or when the plan's first line begins.

    What a window of twelve months or an interval still holds on a later line's day is not foreseen.
    """
    begins = [line.period_from for line in lines if line.version_id == version.pk]
    return max(clock.today(), min(begins, default=date(version.plan.year, 1, 1)))


def visits_counted(rules: Iterable[FrequencyCap], most: int, on: date) -> Sets:
    """Return the objects that were visited once, twice … up to as often as each cap allows.

    ``most`` is the highest of the general caps.
    """
    sets = {
        _mark(rule, times): so_often(times, counted_by(rule, on))
        for rule in rules
        for times in _steps(rule.max_visits)
    }
    general = counted_by_general_cap(on)
    return sets | {_mark(None, times): so_often(times, general) for times in _steps(most)}


def visits_done(cells: Cells, rule: FrequencyCap | None, most: int) -> Mapping[int, int]:
    """Return, by cell, how many visits a cap counts already; no more than ``most`` are told apart.

    Without a rule they are those that the general cap counts.
    """
    return {
        cell: times for times in _steps(most) for cell in places(cells.marked(*_mark(rule, times)))
    }


def _steps(most: int) -> Iterable[int]:
    """A cap of very many visits is asked about its last one alone."""
    return range(1 if most <= _MOST_STEPS else most, most + 1)


def _mark(rule: FrequencyCap | None, times: int) -> Mark:
    return "visits", f"{rule.pk if rule else 'general'}:{times}"
