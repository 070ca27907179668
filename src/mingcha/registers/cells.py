"""Objects in groups (cells) that a set of ranges cannot tell apart; sets of cells are integers.

Bit ``c`` of a set is cell ``c``: ranges are met, joined and counted by the dozen in milliseconds.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import compress, count

from mingcha.core.draw.canonical import Json

Range = Mapping[str, Json]
"""An object filter, see ``registers.selectors.object_filter``."""
Mark = tuple[str, str]
"""A set of objects that a range or a reader asks for: what it is, and which (``("tags", code)``)."""
_PLACES = [[place for place in range(8) if octet >> place & 1] for octet in range(256)]
_DIGITS = bytes.maketrans(b"01", b"\x00\x01")
MARKS_OF_KEYS: Mapping[str, str] = {
    "kinds": "kind",
    "industries": "industry",
    "regions": "region",
    "risk_levels": "level",
    "tags": "tag",
    "all_tags": "tag",
    "no_tags": "tag",
    "flags": "flag",
    "special_registers": "special",
    "objects": "object",
    "trigger_proposals": "trigger",
}
"""The kind of the marks that each key of an object filter asks for."""


@dataclass(frozen=True, slots=True)
class Cells:
    """All cells: how many objects each has, and the set of the cells of each mark."""

    sizes: list[int]
    _marked: Mapping[Mark, int] = field(repr=False)

    @property
    def everything(self) -> int:
        """Return the set of all cells."""
        return (1 << len(self.sizes)) - 1

    def marked(self, kind: str, which: object) -> int:
        """Return the cells of a mark; none of one that was not asked for."""
        return self._marked.get((kind, str(which)), 0)

    def within(self, asked: Range) -> int:
        """Return the cells of a range, as ``object_filter.filtered`` has it."""
        found = self.everything
        for key, values in asked.items():
            if values:
                sets = [self.marked(MARKS_OF_KEYS[key], value) for value in values]
                found &= _COMBINED.get(key, _union)(self, sets)
        return found

    def count(self, cells: int) -> int:
        """Return how many objects a set of cells has."""
        return sum(compress(self.sizes, _bits(cells)))


def cells_of(rows: Collection[tuple[str, int]], marks: Iterable[Mark]) -> Cells:
    """Return cells of which each row gives the marks, as a text of 0 and 1, and the size."""
    sizes, last_first = [size for _, size in rows], [bits for bits, _ in rows][::-1]
    columns = map("".join, zip(*last_first, strict=True))
    return Cells(sizes, {mark: int(of, 2) for mark, of in zip(marks, columns, strict=False)})


def places(cells: int) -> list[int]:
    """Return the places of a set's cells, ascending."""
    octets = cells.to_bytes((cells.bit_length() + 7) // 8, "little")
    return [
        start + place
        for start, octet in compress(zip(count(0, 8), octets), octets)
        for place in _PLACES[octet]
    ]


def _bits(cells: int) -> bytes:
    """Return a byte of 0 or 1 a cell: what ``compress`` reads fastest."""
    return f"{cells:b}"[::-1].encode().translate(_DIGITS)


def _union(_cells: Cells, sets: Iterable[int]) -> int:
    found = 0
    for each in sets:
        found |= each
    return found


def _common(cells: Cells, sets: Iterable[int]) -> int:
    found = cells.everything
    for each in sets:
        found &= each
    return found


def _none(cells: Cells, sets: Iterable[int]) -> int:
    return cells.everything & ~_union(cells, sets)


_COMBINED: Mapping[str, Callable[[Cells, Iterable[int]], int]] = {
    "all_tags": _common,
    "no_tags": _none,
}
