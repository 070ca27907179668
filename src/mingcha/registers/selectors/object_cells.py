"""All objects in use in cells: one statement groups them by what any of the ranges looks at.

Plans ask the same registers many questions at once: how many objects are in this range, how many in
both of those. After the grouping every question is one about some thousand cells, whatever the size
of the register. The ranges mean the same as in ``object_filter``, which a test holds together.

Whatever a range asks for is a mark of an object, and a mark is a bit. Marks of one kind (departments,
industries, tags …) make one column, and the database groups by the columns: no object's bits are put
together, only those of each cell.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
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
_NOTHING: Mark = ("", "")
_GROUPED = """
SELECT {words} || coalesce(kind.bits, {no_kind}) || coalesce(level.bits, {no_level})
        || coalesce(industry.bits, {no_industry}) || coalesce(region.bits, {no_region})
        || coalesce(named.bits, {no_member}), count(*)
FROM (
    SELECT e.object_id, {kept_words}
    FROM registers_registerentry AS e
    JOIN unnest(%s::bigint[], {arrays}) AS d(id, {word_columns}) ON d.id = e.department_id
    WHERE e.is_active
    GROUP BY e.object_id
) AS kept
JOIN registers_inspectionobject AS o ON o.id = kept.object_id
LEFT JOIN (
    SELECT object_id, bit_or(mark)::text AS bits FROM ({members}) AS m(object_id, mark)
    GROUP BY object_id
) AS named ON named.object_id = o.id
LEFT JOIN unnest(%s::text[], %s::text[]) AS kind(value, bits) ON kind.value = o.kind
LEFT JOIN unnest(%s::text[], %s::text[]) AS level(value, bits) ON level.value = o.risk_level
LEFT JOIN (
    SELECT i.industry AS value, bit_or(p.bits)::text AS bits
    FROM (SELECT DISTINCT industry FROM registers_inspectionobject) AS i
    JOIN unnest(%s::text[], %s::text[], %s::bit({industries})[]) AS p(value, pattern, bits)
        ON i.industry = p.value OR i.industry ~* p.pattern
    GROUP BY i.industry
) AS industry ON industry.value = o.industry
LEFT JOIN (
    SELECT r.code, bit_or(p.bits)::text AS bits
    FROM orgs_region AS r
    JOIN unnest(%s::text[], %s::bit({regions})[]) AS p(prefix, bits)
        ON r.prefix LIKE p.prefix || '%%'
    GROUP BY r.code
) AS region ON region.code = o.region_id
WHERE o.status = %s
GROUP BY {grouped_words}, kind.bits, level.bits, industry.bits, region.bits, named.bits
"""
_IN_A_WORD = 31
"""Departments whose two marks, kept and barred, go into one number of 64 bits."""


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
    departments = list(dict.fromkeys(departments))
    if not departments:
        return cells_of([], [])
    named = sorted({*_named(ranges), *further})
    members = {mark: _OBJECTS[mark[0]](mark[1], on) for mark in named if mark[0] in _OBJECTS}
    members |= sets or {}
    kind, level, industry, region = (
        _Column([mark for mark in named if mark[0] == name])
        for name in ("kind", "level", "industry", "region")
    )
    belonging, words = _Column(list(members)), _words(departments)
    union, given = _union(members, belonging)
    statement = _GROUPED.format(
        **_texts_of(words),
        no_kind=kind.none,
        no_level=level.none,
        no_industry=industry.none,
        no_region=region.none,
        no_member=belonging.none,
        industries=len(industry.marks),
        regions=len(region.marks),
        members=union,
    )
    parameters: list[Any] = [list(departments)]
    for word in words:
        parameters += [word.kept(departments), word.barred(departments)]
    parameters += [*given, kind.values, kind.bits, level.values, level.bits]
    parameters += [industry.values, list(map(industry_pattern, industry.values)), industry.bits]
    parameters += [list(map(region_prefix, region.values)), region.bits]
    marks = [mark for word in words for mark in word.marks]
    for column in (kind, level, industry, region, belonging):
        marks += column.marks
    with transaction.atomic(), bulk_queries(), connection.cursor() as cursor:
        cursor.execute(statement, [*parameters, RegistrationStatus.EXISTING.value])
        return cells_of(cursor.fetchall(), marks)


class _Column:
    """Marks of one kind: each a place in a text of 0 and 1, which is never empty."""

    def __init__(self, asked: list[Mark]) -> None:
        self.marks = asked or [_NOTHING]
        self.none = f"'{'0' * len(self.marks)}'"
        self.values = [value for _, value in asked]
        self.bits = [self.bit(place) for place in range(len(asked))]

    def bit(self, place: int) -> str:
        return "0" * place + "1" + "0" * (len(self.marks) - place - 1)


@dataclass(frozen=True, slots=True)
class _Word:
    """Departments whose marks are bits of one number: what they keep first, then what is barred."""

    departments: Sequence[int]

    @property
    def marks(self) -> list[Mark]:
        kinds = ("register", "barred")
        return [(kind, str(department)) for kind in kinds for department in self.departments]

    def kept(self, departments: Collection[int]) -> list[int]:
        """Return the number that each department's entry adds; 0 for those of other words."""
        return [self._bit(department) << len(self.departments) for department in departments]

    def barred(self, departments: Collection[int]) -> list[int]:
        return list(map(self._bit, departments))

    def _bit(self, department: int) -> int:
        if department not in self.departments:
            return 0
        return 1 << (len(self.departments) - 1 - self.departments.index(department))


def _words(departments: Collection[int]) -> list[_Word]:
    every = list(departments)
    return [_Word(every[n : n + _IN_A_WORD]) for n in range(0, len(every), _IN_A_WORD)]


def _texts_of(words: Sequence[_Word]) -> dict[str, str]:
    """Return the parts of the statement that say each word."""
    numbers = range(len(words))
    barred = "bit_or(CASE e.exclusion WHEN '' THEN d.k{n} ELSE d.k{n} | d.b{n} END) AS w{n}"
    return {
        "words": " || ".join(
            f"kept.w{n}::bit({len(word.marks)})::text" for n, word in enumerate(words)
        ),
        "kept_words": ", ".join(barred.format(n=n) for n in numbers),
        "arrays": ", ".join("%s::bigint[], %s::bigint[]" for _ in numbers),
        "word_columns": ", ".join(f"k{n}, b{n}" for n in numbers),
        "grouped_words": ", ".join(f"kept.w{n}" for n in numbers),
    }


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


def _union(sets: Sets, column: _Column) -> tuple[str, list[Any]]:
    """Return one statement of all members of all sets, each beside the bit of its set."""
    width = len(column.marks)
    parts, parameters = [f"SELECT NULL::bigint, B'0'::bit({width}) WHERE false"], []
    for bit, rows in zip(column.bits, sets.values(), strict=True):
        sql, given = rows.order_by().query.sql_with_params()
        parts.append(f"SELECT q.*, %s::bit({width}) FROM ({sql}) AS q")  # noqa: S608 - a number and Django's own statement
        parameters += [bit, *given]
    return " UNION ALL ".join(parts), parameters
