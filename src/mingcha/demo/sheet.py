"""A spreadsheet in the shape departments send: title, note, header, rows, total."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import xlsxwriter

if TYPE_CHECKING:
    from pathlib import Path

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | dt.date | None
Row = tuple[Cell, ...]

FIRST_ROW = 4
"""The row number, as spreadsheets count, of the first row below the header."""

_MADE_ON = dt.datetime(2026, 11, 2, 9, 30)  # noqa: DTZ001 - xlsxwriter wants it without a zone


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header and its width in characters."""

    header: str
    width: int


_SERIAL = Column("序号", 6)


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells of one column merged: ``column``, ``first`` and ``last`` row, counted from 0."""

    column: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, its rows numbered; ``total`` stands in the last row, beside the word 合计."""

    title: str
    note: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: str
    merges: tuple[Merge, ...] = ()


def write_sheet(sheet: Sheet, path: Path) -> None:
    """Write ``sheet`` as an .xlsx file; the same sheet always gives the same bytes."""
    with xlsxwriter.Workbook(path, {"in_memory": True, "strings_to_numbers": False}) as book:
        book.set_properties({"title": sheet.title, "created": _MADE_ON})
        page = book.add_worksheet("Sheet1")
        _write_head(book, page, sheet)
        _write_rows(book, page, sheet)
        _write_merges(book, page, sheet)
        _write_total(book, page, sheet)


def _write_head(book: Workbook, page: Worksheet, sheet: Sheet) -> None:
    title = book.add_format({"bold": True, "font_size": 16, "align": "center"})
    header = book.add_format({"bold": True, "align": "center", "border": 1, "text_wrap": True})
    columns = (_SERIAL, *sheet.columns)
    last = len(columns) - 1
    page.merge_range(0, 0, 0, last, sheet.title, title)
    page.merge_range(1, 0, 1, last, sheet.note)
    for place, column in enumerate(columns):
        page.set_column(place, place, column.width)
        page.write_string(FIRST_ROW - 2, place, column.header, header)
    page.freeze_panes(FIRST_ROW - 1, 0)


def _write_rows(book: Workbook, page: Worksheet, sheet: Sheet) -> None:
    plain = book.add_format({"border": 1})
    date = book.add_format({"border": 1, "num_format": "yyyy-mm-dd"})
    for place, row in enumerate(sheet.rows):
        for column, cell in enumerate((place + 1, *row)):
            look = date if isinstance(cell, dt.date) else plain
            _write_cell(page, FIRST_ROW - 1 + place, column, cell, look)


def _write_cell(page: Worksheet, row: int, column: int, cell: Cell, look: Format) -> None:
    if isinstance(cell, str) and cell:
        page.write_string(row, column, cell, look)
    elif isinstance(cell, int):
        page.write_number(row, column, cell, look)
    elif isinstance(cell, dt.date):
        page.write_datetime(row, column, cell, look)
    else:
        page.write_blank(row, column, None, look)


def _write_merges(book: Workbook, page: Worksheet, sheet: Sheet) -> None:
    middle = book.add_format({"border": 1, "valign": "vcenter"})
    for merge in sheet.merges:
        first, last = FIRST_ROW - 1 + merge.first, FIRST_ROW - 1 + merge.last
        value = sheet.rows[merge.first][merge.column]
        page.merge_range(first, merge.column + 1, last, merge.column + 1, value, middle)


def _write_total(book: Workbook, page: Worksheet, sheet: Sheet) -> None:
    bold = book.add_format({"bold": True, "border": 1})
    row = FIRST_ROW - 1 + len(sheet.rows)
    page.write_string(row, 0, "合计", bold)
    page.write_string(row, 1, sheet.total, bold)
