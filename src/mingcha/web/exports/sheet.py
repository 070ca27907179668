"""A list as a workbook of one sheet, written in constant memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import IO

import xlsxwriter

_TOLD_EVERY = 2000


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list: its name, titles and widths of the columns, and the rows."""

    name: str
    headings: Sequence[tuple[str, int]]
    rows: Iterable[Sequence[object]]

    @property
    def file_name(self) -> str:
        """Return the workbook's name."""
        return f"{self.name}.xlsx"

    def write(self, stream: IO[bytes], tell: Callable[[int], None] = lambda _: None) -> None:
        """Write the workbook and tell how many rows are done.

        Every cell is text, so that a code keeps its last digits and no name becomes a formula.
        """
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(stream, options) as book:
            sheet = book.add_worksheet(self.name[:31])
            bold = book.add_format({"bold": True})
            for column, (_, width) in enumerate(self.headings):
                sheet.set_column(column, column, width)
            sheet.freeze_panes(1, 0)
            sheet.write_row(0, 0, [title for title, _ in self.headings], bold)
            for number, row in enumerate(self.rows, start=1):
                for column, value in enumerate(row):
                    if value not in (None, ""):
                        sheet.write_string(number, column, str(value))
                if number % _TOLD_EVERY == 0:
                    tell(number)
