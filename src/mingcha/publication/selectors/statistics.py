"""统计公开: counts of what was published, by department, by month, and by kind of task."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Case, Count, F, Q, QuerySet, Value, When
from django.db.models.functions import Concat

from mingcha.publication.models import Publication
from mingcha.publication.models.publication import PublicationKind
from mingcha.publication.selectors.snapshots import current

_WHOLE = 10_000
_IS_PROBLEM = Q(content__is_problem=True)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a public table; ``rate_bp`` is None where nothing was inspected."""

    title: str
    tasks: int
    households: int
    problems: int

    @property
    def rate_bp(self) -> int | None:
        """Return the share of households with a problem, in basis points."""
        return self.problems * _WHOLE // self.households if self.households else None


def years() -> list[int]:
    """Return the years of which anything was announced or found, newest first."""
    kinds = (PublicationKind.RESULT, PublicationKind.ANNOUNCEMENT)
    found = Publication.objects.filter(kind__in=kinds).dates("published_at", "year", order="DESC")
    return [day.year for day in found]


def by_kind_of_task(year: int) -> list[Row]:
    """Return internal and joint tasks, and both; a joint visit is one household (G-1)."""
    rows = []
    for title, is_joint in (("部门内部抽查", False), ("部门联合抽查", True)):
        tasks = _announced(year).filter(content__is_joint=is_joint).count()
        found = _results(year).filter(content__task__is_joint=is_joint)
        rows.append(_row(title, tasks, found))
    total = [
        sum(values)
        for values in zip(*((r.tasks, r.households, r.problems) for r in rows), strict=True)
    ]
    return [*rows, Row("合计", *total)]


def by_department(year: int) -> list[Row]:
    """Return each department's results, ordered by name; joint tasks count for each (G-1)."""
    tasks = _counts(_announced(year), "department")
    found = (
        _results(year)
        .values("department")
        .annotate(
            households=Count(_household(), distinct=True),
            problems=Count(_household(), filter=_IS_PROBLEM, distinct=True),
        )
    )
    counted = {row["department"]: (row["households"], row["problems"]) for row in found}
    names = sorted(tasks.keys() | counted.keys())
    return [Row(name, tasks.get(name, 0), *counted.get(name, (0, 0))) for name in names]


def by_month(year: int) -> list[Row]:
    """Return what was published in each month that has anything."""
    months = range(1, 13)
    rows = [
        _row(
            f"{month}月",
            _announced(year).filter(published_at__month=month).count(),
            _results(year).filter(published_at__month=month),
        )
        for month in months
    ]
    return [row for row in rows if row.tasks or row.households]


def _announced(year: int) -> QuerySet[Publication]:
    found = current(PublicationKind.ANNOUNCEMENT).order_by()
    return found.filter(published_at__year=year)


def _results(year: int) -> QuerySet[Publication]:
    return current(PublicationKind.RESULT).order_by().filter(published_at__year=year)


def _row(title: str, tasks: int, found: QuerySet[Publication]) -> Row:
    counted = found.aggregate(
        households=Count(_household(), distinct=True),
        problems=Count(_household(), filter=_IS_PROBLEM, distinct=True),
    )
    return Row(title, tasks, counted["households"], counted["problems"])


def _household() -> Case:
    """One object of one task, whichever departments came; a masked object is one by its key."""
    return Case(
        When(object_code="", then=F("key")),
        default=Concat("task_number", Value("-"), "object_code"),
    )


def _counts(found: QuerySet[Publication], field: str) -> dict[str, int]:
    return dict(found.values_list(field).annotate(count=Count("pk")))
