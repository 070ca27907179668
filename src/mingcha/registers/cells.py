"""Objects in groups (cells) that a set of ranges cannot tell apart; sets of cells are integers.

Bit ``c`` of a set is cell ``c``: ranges are met, joined and counted by the dozen in milliseconds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import compress

from mingcha.core.draw.canonical import Json
from mingcha.registers.selectors.object_filter import region_prefix

Range = Mapping[str, Json]
"""An object filter, see ``registers.selectors.object_filter``."""
Mark = tuple[str, str]
"""A set of objects that a range or a reader asks for: what it is, and which (``("tag", code)``)."""
_DIGITS = bytes.maketrans(b"01", b"\x00\x01")


@dataclass(frozen=True, slots=True)
class Cell:
    """What objects have in common; ``prefix`` is the narrowest region asked for that they lie in."""

    kind: str
    industry: str
    prefix: str | None
    level: str
    marks: Collection[Mark]
    size: int


@dataclass(frozen=True, slots=True)
class Cells:
    """All cells: their sizes and classes by place, and the set of each mark."""

    sizes: list[int]
    levels: list[str]
    _marked: Mapping[Mark, int] = field(repr=False)
    _prefixes: Mapping[str, int] = field(repr=False)

    @property
    def everything(self) -> int:
        """Return the set of all cells."""
        return (1 << len(self.sizes)) - 1

    def marked(self, kind: str, which: object) -> int:
        """Return the cells of a mark that was asked for."""
        return self._marked.get((kind, str(which)), 0)

    def of_kind(self, kind: str) -> int:
        """Return the cells of a kind of objects."""
        return self.marked("kind", kind)

    def of_level(self, level: str) -> int:
        """Return the cells of a class, or with "" of the objects without one."""
        return self.marked("level", level)

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
        return sum(compress(self.sizes, _bits(cells)))


def places(cells: int) -> list[int]:
    """Return the places of a set's cells, ascending."""
    bits = _bits(cells)
    return list(compress(range(len(bits)), bits))


def cells_from(rows: Iterable[Cell]) -> Cells:
    """Return the cells, numbered in the order of the rows."""
    sizes, levels = [], []
    marked: dict[Mark, list[int]] = defaultdict(list)
    prefixes: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        sizes.append(row.size)
        levels.append(row.level)
        known = (("kind", row.kind), ("industry", row.industry), ("level", row.level))
        for mark in (*known, *row.marks):
            marked[mark].append(place)
        if row.prefix is not None:
            prefixes[row.prefix].append(place)
    number = len(sizes)
    return Cells(
        sizes,
        levels,
        {mark: _set(at, number) for mark, at in marked.items()},
        {prefix: _set(at, number) for prefix, at in prefixes.items()},
    )


def _set(at: Iterable[int], number: int) -> int:
    digits = bytearray(b"0" * number)
    for place in at:
        digits[-1 - place] = ord("1")
    return int(digits, 2)


def _bits(cells: int) -> bytes:
    """Return a byte of 0 or 1 a cell: what ``compress`` reads fastest."""
    return f"{cells:b}"[::-1].encode().translate(_DIGITS)


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
