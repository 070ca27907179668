"""All objects in use in groups (cells) that a set of ranges cannot tell apart, with their sizes.

Plans ask the same registers many questions at once: how many objects are in this range, how many in
both of those. One statement groups the objects by what any of the ranges looks at; after that every
question is one about some thousand cells, whatever the size of the register. The ranges mean the
same as in ``object_filter``, which a property test holds together.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from mingcha.core.draw.canonical import Json
from mingcha.foundation.bulk_query import bulk_queries
from mingcha.registers.models import InspectionObject, RegisterEntry, SpecialMember
from mingcha.registers.models.inspection_object import RegistrationStatus
from mingcha.registers.selectors.flags import marked
from mingcha.registers.selectors.object_filter import region_prefix

Range = Mapping[str, Json]
Mark = tuple[str, str]
"""A set of objects that a range or a reader asks for: what it is, and which (``("tag", code)``)."""

_MARKS_OF_KEYS = {
    "tags": "tag",
    "all_tags": "tag",
    "no_tags": "tag",
    "flags": "flag",
    "special_registers": "special",
}
_GROUPED = """
WITH marks AS (
    SELECT object_id, bit_or(mark) AS bits FROM ({members}) AS m(object_id, mark) GROUP BY object_id
)
SELECT o.kind,
       CASE WHEN o.industry = ANY(%s) THEN o.industry ELSE '' END,
       r.bucket, o.risk_level, marks.bits::text, count(*)
FROM registers_inspectionobject AS o
JOIN marks ON marks.object_id = o.id
JOIN (SELECT code, (SELECT max(p) FROM unnest(%s::text[]) AS p WHERE prefix LIKE p || '%%')
      FROM orgs_region) AS r(code, bucket) ON r.code = o.region_id
WHERE o.status = %s
GROUP BY 1, 2, 3, 4, 5
ORDER BY 1, 2, 3, 4, 5
"""


@dataclass(slots=True)
class Cells:
    """Groups of objects in use; sets of cells are integers, of which bit ``c`` is cell ``c``."""

    sizes: list[int] = field(default_factory=list)
    levels: list[str] = field(default_factory=list)
    _of: dict[tuple[str, str], int] = field(default_factory=dict)
    _prefixes: dict[str, int] = field(default_factory=dict)

    @property
    def everything(self) -> int:
        """Return the set of all cells."""
        return (1 << len(self.sizes)) - 1

    def marked(self, kind: str, which: object) -> int:
        """Return the cells of a mark that was asked for."""
        return self._of.get((kind, str(which)), 0)

    def of_kind(self, kind: str) -> int:
        """Return the cells of a kind of objects."""
        return self._of.get(("kind", kind), 0)

    def under(self, prefix: str) -> int:
        """Return the cells of a region that was asked for, with all below it."""
        return _union(cells for at, cells in self._prefixes.items() if at.startswith(prefix))

    def within(self, asked: Range) -> int:
        """Return the cells of a range, as ``object_filter.filtered`` has it."""
        found = self.everything
        for key, cells_of in _WITHIN.items():
            if values := asked.get(key):
                found &= cells_of(self, values)
        return found

    def count(self, cells: int) -> int:
        """Return how many objects a set of cells has."""
        return sum(self.sizes[c] for c in places(cells))

    def add(
        self,
        kind: str,
        industry: str,
        prefix: str | None,
        level: str,
        marks: Iterable[Mark],
        size: int,
    ) -> None:
        """Add a cell."""
        bit = 1 << len(self.sizes)
        self.sizes.append(size)
        self.levels.append(level)
        for each in (("kind", kind), ("industry", industry), ("level", level), *marks):
            self._of[each] = self._of.get(each, 0) | bit
        if prefix is not None:
            self._prefixes[prefix] = self._prefixes.get(prefix, 0) | bit


def places(cells: int) -> Iterator[int]:
    """Return the places of a set's cells, ascending."""
    while cells:
        lowest = cells & -cells
        yield lowest.bit_length() - 1
        cells ^= lowest


def object_cells(
    ranges: Collection[Range],
    departments: Collection[int],
    *,
    on: date,
    prefixes: Iterable[str] = (),
    further: Mapping[Mark, QuerySet[Any, Any]] | None = None,
) -> Cells:
    """Return the existing objects of the departments' registers in cells.

    Marks are ``("register", department)`` of what each keeps, ``("barred", department)`` of what it
    keeps but does not draw from, what the ranges name, and ``further`` sets of objects.
    """
    wanted = {**_registers(departments), **_named(ranges, on), **(further or {})}
    used = {
        *prefixes,
        *(region_prefix(code) for each in ranges for code in each.get("regions", [])),
    }
    industries = {name for each in ranges for name in each.get("industries", [])}
    members, parameters = _members(list(wanted.values()))
    given = [*parameters, list(industries), list(used), RegistrationStatus.EXISTING.value]
    cells = Cells()
    with transaction.atomic(), bulk_queries(), connection.cursor() as cursor:
        cursor.execute(_GROUPED.format(members=members), given)
        marks = list(wanted)
        for kind, industry, prefix, level, bits, size in cursor:
            borne = [mark for mark, bit in zip(marks, bits, strict=True) if bit == "1"]
            cells.add(kind, industry, prefix, level, borne, size)
    return cells


def _registers(departments: Collection[int]) -> dict[Mark, QuerySet[Any, Any]]:
    found: dict[Mark, QuerySet[Any, Any]] = {}
    for pk in departments:
        kept = RegisterEntry.objects.filter(department=pk, is_active=True)
        found["register", str(pk)] = kept.values("object")
        found["barred", str(pk)] = kept.exclude(exclusion="").values("object")
    return found


def _named(ranges: Iterable[Range], on: date) -> dict[Mark, QuerySet[Any, Any]]:
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


def _members(sets: list[QuerySet[Any, Any]]) -> tuple[str, list[Any]]:
    """Return one statement of all sets, each object beside the bit of the set it is in."""
    parts, parameters = [], []
    for place, rows in enumerate(sets):
        sql, given = rows.order_by().query.sql_with_params()
        parts.append(f"SELECT q.*, %s::bit({len(sets)}) FROM ({sql}) AS q")  # noqa: S608 - a number and Django's own statement
        parameters += ["0" * place + "1" + "0" * (len(sets) - place - 1), *given]
    return " UNION ALL ".join(parts), parameters


def _union(sets: Iterable[int]) -> int:
    found = 0
    for each in sets:
        found |= each
    return found


def _any(kind: str) -> Callable[[Cells, list[str]], int]:
    return lambda cells, values: _union(cells.marked(kind, value) for value in values)


def _all_tags(cells: Cells, codes: list[str]) -> int:
    found = cells.everything
    for code in codes:
        found &= cells.marked("tag", code)
    return found


_WITHIN: Mapping[str, Callable[[Cells, list[str]], int]] = {
    "kinds": _any("kind"),
    "industries": _any("industry"),
    "regions": lambda cells, codes: _union(cells.under(region_prefix(code)) for code in codes),
    "tags": _any("tag"),
    "all_tags": _all_tags,
    "no_tags": lambda cells, codes: cells.everything & ~_any("tag")(cells, codes),
    "risk_levels": _any("level"),
    "flags": _any("flag"),
    "special_registers": _any("special"),
}
