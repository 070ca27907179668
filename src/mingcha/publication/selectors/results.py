"""Finding published results."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.db.models.fields.json import KT

from mingcha.inspections.choices import Result
from mingcha.publication.models import Publication
from mingcha.publication.models.publication import PublicationKind
from mingcha.publication.parts import ONE_EACH, PARTS, of_department, with_part
from mingcha.publication.selectors.snapshots import by_name_or_code, current
from mingcha.publication.selectors.statistics import years


@dataclass(frozen=True, slots=True)
class Offered:
    """What the filters of the list offer."""

    departments: list[str]
    results: list[tuple[str, str]]
    years: list[int]


def found_results(
    *, name: str, department: str, result: str, task: str, year: int | None
) -> QuerySet[Publication]:
    """Return results by name or code, department, result code, task number and year; all optional.

    A joint result is found by each of its departments and by what any of them found.
    """
    found = current(PublicationKind.RESULT)
    if name:
        found = found.filter(by_name_or_code(name))
    if department:
        found = found.filter(of_department(department))
    if result:
        found = found.filter(Q(content__result_code=result) | with_part(result_code=result))
    if task:
        found = found.filter(task_number=task)
    return found.filter(published_at__year=year) if year else found


def offered_filters() -> Offered:
    """Return the departments that published, the code list of results, and the years."""
    rows = Publication.objects.filter(kind=PublicationKind.RESULT).order_by()
    alone = rows.exclude(content__has_key=PARTS).values_list("department", flat=True)
    parts = rows.filter(content__has_key=PARTS).annotate(part=ONE_EACH)
    joined = parts.values_list(KT("part__department__name"), flat=True)
    departments = sorted({*alone.distinct(), *joined.distinct()})
    choices = [(code, str(title)) for code, title in Result.choices]
    return Offered(departments, choices, years())
