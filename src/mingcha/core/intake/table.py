"""A table as it comes out of a file: numbered rows of cells, nothing understood yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mingcha.core.intake.cells import CellValue


class Row(NamedTuple):
    """One row of a sheet; ``number`` counts from 1 as spreadsheets show it."""

    number: int
    cells: tuple[CellValue, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one sheet in ascending order; blank rows may be missing.

    ``rows`` may be an iterator that can be walked once. ``other_sheets`` names sheets of the same
    file that would have done as well and are not read.
    """

    sheet: str
    rows: Iterable[Row]
    other_sheets: tuple[str, ...] = ()
