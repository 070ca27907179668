"""All objects in use in cells: one statement groups them by what any of the ranges looks at.

Plans ask the same registers many questions at once: how many objects are in this range, how many in
both of those. After the grouping every question is one about some thousand cells, whatever the size
of the register. The ranges mean the same as in ``object_filter``, which a test holds together.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from mingcha.foundation.bulk_query import bulk_queries
from mingcha.registers.cells import Cell, Cells, Mark, Range, cells_from
from mingcha.registers.models import InspectionObject, SpecialMember
from mingcha.registers.models.inspection_object import RegistrationStatus
from mingcha.registers.selectors.flags import marked
from mingcha.registers.selectors.object_filter import region_prefix

Sets = Mapping[Mark, QuerySet[Any, Any]]
_MARKS_OF_KEYS = {
    "tags": "tag",
    "all_tags": "tag",
    "no_tags": "tag",
    "flags": "flag",
    "special_registers": "special",
}
_KEPT = """
SELECT e.object_id, CASE e.exclusion WHEN '' THEN d.kept ELSE d.kept | d.barred END
FROM registers_registerentry AS e
JOIN unnest(%s::bigint[], %s::bit({size})[], %s::bit({size})[]) AS d(id, kept, barred)
    ON d.id = e.department_id
WHERE e.is_active
"""
_GROUPED = """
SELECT kind, industry, bucket, risk_level, bits::text, count(*) FROM (
    SELECT o.kind, CASE WHEN o.industry = ANY(%s) THEN o.industry ELSE '' END AS industry,
           o.region_id, o.risk_level, bit_or(m.mark) AS bits
    FROM ({members}) AS m(object_id, mark)
    JOIN registers_inspectionobject AS o ON o.id = m.object_id
    WHERE o.status = %s
    GROUP BY o.id
) AS marked
JOIN (SELECT code, (SELECT max(p) FROM unnest(%s::text[]) AS p WHERE prefix LIKE p || '%%')
      FROM orgs_region) AS r(code, bucket) ON r.code = marked.region_id
GROUP BY 1, 2, 3, 4, 5
"""


def object_cells(
    ranges: Collection[Range],
    departments: Collection[int],
    *,
    on: date,
    prefixes: Iterable[str] = (),
    further: Sets | None = None,
) -> Cells:
    """Return the existing objects of the departments' registers in cells.

    Marks are ``("register", department)`` of what each keeps, ``("barred", department)`` of what it
    keeps but does not draw from, what the ranges name, and ``further`` sets of objects.
    """
    sets = {**_named(ranges, on), **(further or {})}
    kept: list[Mark] = [("register", str(pk)) for pk in departments]
    barred: list[Mark] = [("barred", str(pk)) for pk in departments]
    marks = [*kept, *barred, *sets]
    members, parameters = _members(list(departments), list(sets.values()))
    industries = {name for each in ranges for name in each.get("industries", [])}
    used = {
        *prefixes,
        *(region_prefix(code) for each in ranges for code in each.get("regions", [])),
    }
    given = [list(industries), *parameters, RegistrationStatus.EXISTING.value, list(used)]
    with transaction.atomic(), bulk_queries(), connection.cursor() as cursor:
        cursor.execute(_GROUPED.format(members=members), given)
        return cells_from(_rows(cursor.fetchall(), marks))


def _rows(rows: Iterable[tuple[Any, ...]], marks: list[Mark]) -> Iterator[Cell]:
    borne: dict[str, list[Mark]] = {}
    for kind, industry, prefix, level, bits, size in rows:
        if bits not in borne:
            borne[bits] = [mark for mark, bit in zip(marks, bits, strict=True) if bit == "1"]
        yield Cell(kind, industry, prefix, level, borne[bits], size)


def _named(ranges: Iterable[Range], on: date) -> Sets:
    named = sorted(
        {
            (kind, str(value))
            for each in ranges
            for key, kind in _MARKS_OF_KEYS.items()
            for value in each.get(key, [])
        }
    )
    return {mark: _OBJECTS[mark[0]](mark[1], on) for mark in named}


def _tagged(code: str, _on: date) -> QuerySet[Any, Any]:
    return InspectionObject.tags.through.objects.filter(tag__code=code).values("inspectionobject")


def _special(pk: str, _on: date) -> QuerySet[Any, Any]:
    return SpecialMember.objects.filter(register=int(pk), left_at=None).values("object")


_OBJECTS: Mapping[str, Callable[[str, date], QuerySet[Any, Any]]] = {
    "tag": _tagged,
    "flag": lambda kind, on: marked([kind], on),
    "special": _special,
}


def _members(departments: list[int], sets: list[QuerySet[Any, Any]]) -> tuple[str, list[Any]]:
    """Return one statement of all members of all sets, each beside the bit of its set."""
    number = len(departments)
    size = 2 * number + len(sets)
    parts = [_KEPT.format(size=size)]
    parameters: list[Any] = [
        departments,
        [_bit(place, size) for place in range(number)],
        [_bit(number + place, size) for place in range(number)],
    ]
    for place, rows in enumerate(sets, 2 * number):
        sql, given = rows.order_by().query.sql_with_params()
        parts.append(f"SELECT q.*, %s::bit({size}) FROM ({sql}) AS q")  # noqa: S608 - a number and Django's own statement
        parameters += [_bit(place, size), *given]
    return " UNION ALL ".join(parts), parameters


def _bit(place: int, size: int) -> str:
    return "0" * place + "1" + "0" * (size - place - 1)
