"""An annotated copy of the workbook that a user sent, keeping its looks."""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING, Any, BinaryIO
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from mingcha.core.intake.cells import column_place
from mingcha.spreadsheets import summary_sheet
from mingcha.spreadsheets.archive import open_archive
from mingcha.spreadsheets.limits import (
    MAX_COPIED_BYTES,
    MAX_COPIED_MERGED_CELLS,
    MAX_COPIED_ROWS,
)
from mingcha.spreadsheets.remarks import (
    COLOURS,
    MOST_COMMENTS,
    REMARK_WIDTH,
    Remarks,
    could_be_formula,
)

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.cell import Cell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from mingcha.core.intake.intake import Intake

_AUTHOR = "明察"
_FILLS = {severity: PatternFill("solid", fgColor=colour) for severity, colour in COLOURS.items()}
_MERGED = re.compile(
    rb"\bmergeCell\b[^>]*?\bref=[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})[\"']"
)
_ANY_MERGED = re.compile(rb"\bmergeCell\b")
_ODDITIES = (
    *(ArithmeticError, AttributeError, LookupError, TypeError, ValueError),
    *(BadZipFile, ParseError),
)
_UNUSUAL = (b"<!DOCTYPE", b"\0")


class CannotCopy(Exception):
    """The workbook is too large or too odd to be copied; a new one can be written instead."""


def write_copy(stream: BinaryIO, intake: Intake[Any], target: Path) -> None:
    """Write an annotated copy of the .xlsx file ``stream``. Raises ``CannotCopy``."""
    _require_small(stream, intake)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            workbook = load_workbook(stream)
            _annotate(workbook[intake.sheet], intake)
            _add_summary(workbook, intake)
            workbook.save(target)
    except _ODDITIES as odd:
        raise CannotCopy from odd


def _require_small(stream: BinaryIO, intake: Intake[Any]) -> None:
    stream.seek(0)
    with open_archive(stream) as archive:
        members = archive.infolist()
        if intake.counts.rows > MAX_COPIED_ROWS:
            raise CannotCopy
        if sum(each.file_size for each in members) > MAX_COPIED_BYTES:
            raise CannotCopy
        sheets = [each for each in members if each.filename.startswith("xl/worksheets/")]
        if sum(_merged_cells(archive.read(each)) for each in sheets) > MAX_COPIED_MERGED_CELLS:
            raise CannotCopy
    stream.seek(0)


def _merged_cells(sheet: bytes) -> int:
    """Count the cells of merged ranges; the library makes an object of every one.

    Raises ``CannotCopy`` for a sheet written so that they cannot be counted in this way.
    """
    ranges = _MERGED.findall(sheet)
    if len(ranges) < len(_ANY_MERGED.findall(sheet)) or any(mark in sheet for mark in _UNUSUAL):
        raise CannotCopy
    return sum(
        (int(bottom) - int(top) + 1)
        * (column_place(right.decode()) - column_place(left.decode()) + 1)
        for left, top, right, bottom in ranges
    )


def _annotate(sheet: Worksheet, intake: Intake[Any]) -> None:
    remarks = Remarks(intake)
    first_free = intake.width + 1
    comments_left = MOST_COMMENTS
    for row in remarks.rows():
        _write(sheet.cell(row, first_free), remarks.outcome(row))
        _write(sheet.cell(row, first_free + 1), remarks.remark(row))
        for column, severity in remarks.severities(row).items():
            sheet.cell(row, column + 1).fill = _FILLS[severity]
        for column, text in remarks.comments(row).items():
            if comments_left:
                _add_comment(sheet.cell(row, column + 1), text)
                comments_left -= 1
    for place in (0, 1):
        sheet.cell(intake.header_row, first_free + place).font = Font(bold=True)
    sheet.column_dimensions[get_column_letter(first_free + 1)].width = REMARK_WIDTH


def _write(cell: Cell, text: str) -> None:
    cell.value = text
    cell.data_type = "s"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if could_be_formula(text):
        cell.quotePrefix = True


def _add_comment(cell: Cell | MergedCell, text: str) -> None:
    if not isinstance(cell, MergedCell):
        earlier = f"{cell.comment.text}\n" if cell.comment else ""
        cell.comment = Comment(f"{earlier}{text}", _AUTHOR, height=120, width=320)


def _add_summary(workbook: Workbook, intake: Intake[Any]) -> None:
    sheet = workbook.create_sheet(summary_sheet.free_title(intake.sheet))
    for number, values in enumerate(summary_sheet.summary_rows(intake), start=1):
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(number, column)
            if isinstance(value, str):
                _write(cell, value)
            else:
                cell.value = value
    for column, width in enumerate(summary_sheet.WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
