"""统计公开: counts of what was published, by department, by month, and by kind of task."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Case, Count, F, Q, QuerySet, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Concat

from mingcha.publication.models import Publication
from mingcha.publication.models.publication import PublicationKind
from mingcha.publication.parts import ONE_EACH, PARTS
from mingcha.publication.selectors.snapshots import current
from mingcha.publication.snapshots.announcement import VOIDED

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
    first = Publication.objects.filter(kind__in=kinds, version=1)
    found = first.dates("published_at", "year", order="DESC")
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
    found = _of_one(year) + _of_joint(year)
    names = sorted(tasks.keys() | {name for name, _, _ in found})
    return [
        Row(
            name,
            tasks.get(name, 0),
            sum(count for of, _, count in found if of == name),
            sum(count for of, is_problem, count in found if of == name and is_problem),
        )
        for name in names
    ]


def by_month(year: int) -> list[Row]:
    """Return what was published in each month that has anything."""
    months = range(1, 13)
    rows = [
        _row(
            f"{month}月",
            _announced(year, published_at__month=month).count(),
            _results(year, published_at__month=month),
        )
        for month in months
    ]
    return [row for row in rows if row.tasks or row.households]


def _announced(year: int, **further: int) -> QuerySet[Publication]:
    announced = _first_told(PublicationKind.ANNOUNCEMENT, year, **further)
    return announced.exclude(content__has_key=VOIDED)


def _results(year: int, **further: int) -> QuerySet[Publication]:
    return _first_told(PublicationKind.RESULT, year, **further)


def _first_told(kind: PublicationKind, year: int, **further: int) -> QuerySet[Publication]:
    """Return the newest versions of what was first published then: a correction moves no figure."""
    first = Publication.objects.filter(kind=kind, version=1, published_at__year=year, **further)
    return current(kind).order_by().filter(key__in=first.values("key"))


def _of_one(year: int) -> list[tuple[str, bool, int]]:
    """Return department, whether there was a problem, and households, of results that stand alone."""
    alone = _results(year).exclude(content__has_key=PARTS)
    counted = alone.values("department").annotate(
        households=Count(_household(), distinct=True),
        problems=Count(_household(), filter=_IS_PROBLEM, distinct=True),
    )
    rows = [(row["department"], row["households"], row["problems"]) for row in counted]
    return [
        each
        for name, households, problems in rows
        for each in ((name, False, households - problems), (name, True, problems))
    ]


def _of_joint(year: int) -> list[tuple[str, bool, int]]:
    """Return the same of joint results: one household for each department that has a part."""
    parts = _results(year).filter(content__has_key=PARTS).annotate(part=ONE_EACH)
    named = parts.annotate(of=KT("part__department__name"), bad=KT("part__is_problem"))
    counted = named.values_list("of", "bad").annotate(count=Count("pk"))
    return [(name, is_problem == "true", count) for name, is_problem, count in counted]


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
