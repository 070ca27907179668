"""A year's tasks by where they come from and who ordered them, and how many were voided."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.scope import within
from mingcha.core.statistics import indicators, wanted
from mingcha.core.statistics.fact import Fact
from mingcha.core.statistics.fact import Origin as FactOrigin
from mingcha.core.statistics.indicators import Ratio
from mingcha.core.statistics.period import Period
from mingcha.core.statistics.triple import Triple, tally
from mingcha.orgs.models import Department
from mingcha.reports.selectors.facts import facts_of
from mingcha.reports.selectors.standing import CoverageBase
from mingcha.tasks.models import Task
from mingcha.tasks.models.task import Origin, TaskSource


@dataclass(frozen=True, slots=True)
class OfSource:
    """What was drawn and inspected of one source, and of that jointly (R-045)."""

    title: str
    counted: Triple
    jointly: Triple


@dataclass(frozen=True, slots=True)
class OfOrigin:
    """The enterprises drawn in tasks of one level, each once, of all there are (R-067)."""

    title: str
    coverage: Ratio


@dataclass(frozen=True, slots=True)
class Voided:
    """How many of the tasks that a department handed in it voided (R-033)."""

    department: Department
    share: Ratio


@dataclass(frozen=True, slots=True)
class TaskFigures:
    """A year of a scope; ``origins`` ends with all of them, ``total`` is of all sources."""

    sources: list[OfSource]
    total: OfSource
    origins: list[OfOrigin]
    voided: list[Voided]


def task_figures(user: User, year: int) -> TaskFigures:
    """Return the year so far: an office's region with all below, a department's own part."""
    require(user, Permission.REPORT_VIEW)
    bodies = Department.objects.filter(within(user, region="region", department="pk"))
    ours = {str(pk) for pk in bodies.values_list("pk", flat=True)}
    facts = [f for f in facts_of(year, user.region.prefix) if f.department_id in ours]
    period = Period.year(year)
    return TaskFigures(
        sources=[_of_source(str(s.label), facts, period, {s.value}) for s in TaskSource],
        total=_of_source("合计", facts, period, set(TaskSource.values)),
        origins=_of_origins(facts, period, CoverageBase(user.region, year).of()),
        voided=_voided(user, year),
    )


def _of_source(
    title: str, facts: Collection[Fact], period: Period, sources: Collection[str]
) -> OfSource:
    def of_source(fact: Fact) -> bool:
        return fact.task_source in sources

    jointly = wanted.all_of(of_source, wanted.joint)
    return OfSource(
        title, tally(facts, period, of_source).triple, tally(facts, period, jointly).triple
    )


def _of_origins(facts: Collection[Fact], period: Period, base: int) -> list[OfOrigin]:
    one_by_one = [(str(Origin(each.value).label), [each]) for each in FactOrigin]
    return [
        OfOrigin(title, indicators.coverage(facts, period, base, origins=origins))
        for title, origins in [*one_by_one, ("合计（去重）", list(FactOrigin))]
    ]


def _voided(user: User, year: int) -> list[Voided]:
    """Drafts do not count: a scheme is made when it is handed in."""
    tasks = Task.objects.filter(
        within(user, region="region", department="lead_department"), year=year
    )
    rows = (
        tasks.exclude(state="draft")
        .values("lead_department")
        .annotate(handed_in=Count("pk"), voided=Count("pk", filter=Q(state="voided")))
    )
    departments = Department.objects.in_bulk([row["lead_department"] for row in rows])
    found = [
        Voided(departments[row["lead_department"]], Ratio(row["voided"], row["handed_in"]))
        for row in rows
    ]
    return sorted(found, key=lambda row: (-(row.share.basis_points or 0), row.department.name))
