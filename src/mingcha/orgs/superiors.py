"""Which department stands above another: the same business line, the nearest region above (R-004).

A line runs from the province down to the county; where the city keeps no department of the line,
the province's is the next above.
"""

from __future__ import annotations

from collections.abc import Iterable

from mingcha.orgs.models import Department


def superior_of(department: Department) -> Department | None:
    """Return the department next above; None at the top of its line."""
    return superiors_of([department]).get(department.pk)


def superiors_of(departments: Iterable[Department]) -> dict[int, Department]:
    """Return the departments next above, by the lower one's key, in one query.

    Where a region has several departments of a line, the one with the lower one's own code is
    meant, else the first that was set up.
    """
    lower = list(departments)
    prefixes = {above for each in lower for above in _above(each.region.prefix)}
    lines = {each.line_id for each in lower}
    found = Department.objects.filter(line__in=lines, region__prefix__in=prefixes)
    upper = list(found.select_related("region").order_by("pk"))
    pairs = ((each.pk, _nearest(each, upper)) for each in lower)
    return {pk: department for pk, department in pairs if department is not None}


def _nearest(lower: Department, upper: list[Department]) -> Department | None:
    above = set(_above(lower.region.prefix))
    of_line = [u for u in upper if u.line_id == lower.line_id and u.region.prefix in above]
    return min(
        of_line,
        key=lambda each: (-len(each.region.prefix), each.code != lower.code, each.pk),
        default=None,
    )


def _above(prefix: str) -> list[str]:
    return [prefix[:length] for length in range(1, len(prefix))]
