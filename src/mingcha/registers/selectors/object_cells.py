"""All objects in use in cells: one statement groups them by what any of the ranges looks at.

Plans ask the same registers many questions at once: how many objects are in this range, how many in
both of those. After the grouping every question is one about some thousand cells, whatever the size
of the register. The ranges mean the same as in ``object_filter``, which a test holds together.

Whatever a range asks for is a mark of an object, and a mark is a bit: the database joins the marks of
an object, and groups by them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from mingcha.core.identifiers.industry import industry_pattern
from mingcha.foundation.bulk_query import bulk_queries
from mingcha.registers.cells import MARKS_OF_KEYS, Cells, Mark, Range, cells_of
from mingcha.registers.models import InspectionObject, SpecialMember
from mingcha.registers.models.inspection_object import RegistrationStatus
from mingcha.registers.selectors.flags import marked
from mingcha.registers.selectors.object_filter import region_prefix

Sets = Mapping[Mark, QuerySet[Any, Any]]
_GROUPED = """
SELECT (kept.bits | coalesce(named.bits, {none}) | coalesce(kind.bits, {none})
        | coalesce(industry.bits, {none}) | coalesce(level.bits, {none})
        | coalesce(region.bits, {none}))::text, count(*)
FROM (
    SELECT e.object_id,
           bit_or(CASE e.exclusion WHEN '' THEN d.kept ELSE d.kept | d.barred END) AS bits
    FROM registers_registerentry AS e
    JOIN unnest(%s::bigint[], %s::{bits}[], %s::{bits}[]) AS d(id, kept, barred)
        ON d.id = e.department_id
    WHERE e.is_active
    GROUP BY e.object_id
) AS kept
JOIN registers_inspectionobject AS o ON o.id = kept.object_id
LEFT JOIN (
    SELECT object_id, bit_or(mark) AS bits FROM ({members}) AS m(object_id, mark) GROUP BY object_id
) AS named ON named.object_id = o.id
LEFT JOIN unnest(%s::text[], %s::{bits}[]) AS kind(value, bits) ON kind.value = o.kind
LEFT JOIN unnest(%s::text[], %s::{bits}[]) AS level(value, bits) ON level.value = o.risk_level
LEFT JOIN (
    SELECT i.industry AS value, bit_or(p.bits) AS bits
    FROM (SELECT DISTINCT industry FROM registers_inspectionobject) AS i
    JOIN unnest(%s::text[], %s::text[], %s::{bits}[]) AS p(value, pattern, bits)
        ON i.industry = p.value OR i.industry ~* p.pattern
    GROUP BY i.industry
) AS industry ON industry.value = o.industry
LEFT JOIN (
    SELECT r.code, bit_or(p.bits) AS bits
    FROM orgs_region AS r
    JOIN unnest(%s::text[], %s::{bits}[]) AS p(prefix, bits) ON r.prefix LIKE p.prefix || '%%'
    GROUP BY r.code
) AS region ON region.code = o.region_id
WHERE o.status = %s
GROUP BY 1
"""
_COLUMNS = ("kind", "level")


def object_cells(
    ranges: Collection[Range],
    departments: Collection[int],
    *,
    on: date,
    further: Collection[Mark] = (),
    sets: Sets | None = None,
) -> Cells:
    """Return the existing objects of the departments' registers in cells.

    Marks are ``("register", department)`` of what each keeps, ``("barred", department)`` of what it
    keeps but does not draw from, what the ranges name, ``further`` ones (of the kinds that ranges
    name), and ``sets`` of objects.
    """
    named = sorted({*_named(ranges), *further})
    members = {mark: _OBJECTS[mark[0]](mark[1], on) for mark in named if mark[0] in _OBJECTS}
    members |= sets or {}
    kept: list[Mark] = [("register", str(pk)) for pk in departments]
    barred: list[Mark] = [("barred", str(pk)) for pk in departments]
    numbered = _Numbered([*kept, *barred, *(m for m in named if m not in members), *members])
    union, given = _union(members, numbered)
    parameters = [list(departments), numbered.bits(kept), numbered.bits(barred), *given]
    for column in _COLUMNS:
        asked = [mark for mark in named if mark[0] == column]
        parameters += [[value for _, value in asked], numbered.bits(asked)]
    asked = [mark for mark in named if mark[0] == "industry"]
    values = [value for _, value in asked]
    parameters += [values, list(map(industry_pattern, values)), numbered.bits(asked)]
    asked = [mark for mark in named if mark[0] == "region"]
    parameters += [[region_prefix(code) for _, code in asked], numbered.bits(asked)]
    statement = _GROUPED.format(members=union, bits=numbered.type, none=numbered.none)
    with transaction.atomic(), bulk_queries(), connection.cursor() as cursor:
        cursor.execute(statement, [*parameters, RegistrationStatus.EXISTING.value])
        return cells_of(cursor.fetchall(), numbered.marks)


class _Numbered:
    """The marks, each with its bit."""

    def __init__(self, marks: list[Mark]) -> None:
        self.marks = marks
        self.type = f"bit({len(marks)})"
        self.none = f"B'{'0' * len(marks)}'"
        self._place = {mark: place for place, mark in enumerate(marks)}

    def bit(self, mark: Mark) -> str:
        place = self._place[mark]
        return "0" * place + "1" + "0" * (len(self.marks) - place - 1)

    def bits(self, marks: Iterable[Mark]) -> list[str]:
        return [self.bit(mark) for mark in marks]


def _named(ranges: Iterable[Range]) -> set[Mark]:
    return {
        (MARKS_OF_KEYS[key], str(value))
        for each in ranges
        for key, values in each.items()
        for value in values
    }


def _tagged(code: str, _on: date) -> QuerySet[Any, Any]:
    return InspectionObject.tags.through.objects.filter(tag__code=code).values("inspectionobject")


def _special(pk: str, _on: date) -> QuerySet[Any, Any]:
    return SpecialMember.objects.filter(register=int(pk), left_at=None).values("object")


def _by_code(code: str, _on: date) -> QuerySet[Any, Any]:
    return InspectionObject.objects.filter(code=code).values("pk")


def _triggered(pk: str, _on: date) -> QuerySet[Any, Any]:
    return InspectionObject.objects.filter(trigger_hits__proposal=int(pk)).values("pk")


_OBJECTS: Mapping[str, Callable[[str, date], QuerySet[Any, Any]]] = {
    "tag": _tagged,
    "flag": lambda kind, on: marked([kind], on),
    "special": _special,
    "object": _by_code,
    "trigger": _triggered,
}


def _union(sets: Sets, numbered: _Numbered) -> tuple[str, list[Any]]:
    """Return one statement of all members of all sets, each beside the bit of its set."""
    parts, parameters = [f"SELECT NULL::bigint, {numbered.none} WHERE false"], []
    for mark, rows in sets.items():
        sql, given = rows.order_by().query.sql_with_params()
        parts.append(f"SELECT q.*, %s::{numbered.type} FROM ({sql}) AS q")  # noqa: S608 - a number and Django's own statement
        parameters += [numbered.bit(mark), *given]
    return " UNION ALL ".join(parts), parameters
