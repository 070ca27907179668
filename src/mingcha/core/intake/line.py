"""A row seen through the header: cells by the meaning of their column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mingcha.core.intake.cells import text_of
from mingcha.core.intake.findings import Place
from mingcha.core.intake.records import Fields

if TYPE_CHECKING:
    from mingcha.core.intake.cells import CellValue
    from mingcha.core.intake.header import Header
    from mingcha.core.intake.table import Row


class Line:
    """One row below the header."""

    __slots__ = ("cells", "header", "number", "texts")

    def __init__(self, row: Row, header: Header) -> None:
        """Look at ``row`` through ``header``; ``texts`` are what a person reads in its cells."""
        self.number = row.number
        self.cells = row.cells
        self.texts = [
            cell.strip() if cell.__class__ is str and "\r" not in cell else text_of(cell)
            for cell in row.cells
        ]
        self.header = header

    def has(self, key: str) -> bool:
        """Tell whether the table has the column ``key`` at all."""
        return key in self.header.positions

    def value(self, key: str) -> CellValue:
        """Return the cell of the column ``key``, blank where there is none."""
        position = self.header.positions.get(key)
        if position is None or position >= len(self.cells):
            return None
        return self.cells[position]

    def text(self, key: str) -> str:
        """Return the text of the column ``key``, empty where there is none."""
        position = self.header.positions.get(key)
        if position is None or position >= len(self.texts):
            return ""
        return self.texts[position]

    def text_or_none(self, key: str) -> str | None:
        """Return the text of the column ``key``, ``None`` where it is blank or not there."""
        return self.text(key) or None

    def extra_fields(self) -> Fields:
        """Return the texts of the columns that go into ``fields``, blank ones left out."""
        return Fields({key: text for key in self.header.extras if (text := self.text(key))})

    def place(self, key: str) -> Place:
        """Return where the column ``key`` of this row stands; column A where there is none."""
        return Place(self.number, self.header.positions.get(key, 0))
