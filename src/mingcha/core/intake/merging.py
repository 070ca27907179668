"""Merged cells: every cell of a merged range reads as its first cell."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from mingcha.core.intake.table import Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mingcha.core.intake.cells import CellValue

MAX_ROWS_BELOW = 1000
"""How many rows below the last written one merged ranges may add."""


class MergedRange(NamedTuple):
    """A merged range, bounds included; rows count from 1, columns from 0."""

    top: int
    left: int
    bottom: int
    right: int


class _OpenRange(NamedTuple):
    bounds: MergedRange
    value: CellValue


def fill_merged(rows: Iterable[Row], ranges: Iterable[MergedRange]) -> Iterator[Row]:
    """Yield ``rows`` with every merged range filled from its first cell.

    A range that starts in a written row and reaches below the last one adds rows, because a
    sheet's last entry may be merged over rows that hold nothing else.
    """
    starting = _by_top(ranges)
    open_ranges: list[_OpenRange] = []
    last = Row(0, ())
    for row in rows:
        open_ranges.extend(
            _OpenRange(bounds, row.cells[bounds.left])
            for bounds in starting.pop(row.number, ())
            if bounds.left < len(row.cells)
        )
        last = _filled(row, open_ranges) if open_ranges else row
        open_ranges = _still_open(open_ranges, row.number)
        yield last
    yield from _rows_below(last, open_ranges)


def _by_top(ranges: Iterable[MergedRange]) -> dict[int, list[MergedRange]]:
    by_top: dict[int, list[MergedRange]] = defaultdict(list)
    for bounds in ranges:
        by_top[bounds.top].append(bounds)
    return by_top


def _filled(row: Row, open_ranges: list[_OpenRange]) -> Row:
    cells = list(row.cells)
    for bounds, value in open_ranges:
        end = min(bounds.right + 1, len(cells))
        cells[bounds.left : end] = [value] * (end - bounds.left)
    return Row(row.number, tuple(cells))


def _still_open(open_ranges: list[_OpenRange], number: int) -> list[_OpenRange]:
    return [each for each in open_ranges if each.bounds.bottom > number]


def _rows_below(last: Row, open_ranges: list[_OpenRange]) -> Iterator[Row]:
    blank = (None,) * len(last.cells)
    for number in range(last.number + 1, last.number + 1 + MAX_ROWS_BELOW):
        if not open_ranges:
            return
        yield _filled(Row(number, blank), open_ranges)
        open_ranges = _still_open(open_ranges, number)
