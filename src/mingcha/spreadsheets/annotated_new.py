"""An annotated workbook written anew, for text files, .xls files and large workbooks."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import xlsxwriter

from mingcha.core.intake.cells import CellError
from mingcha.spreadsheets import summary_sheet
from mingcha.spreadsheets.errors import UnreadableFile
from mingcha.spreadsheets.remarks import (
    COLOURS,
    MOST_COMMENTS,
    REMARK_WIDTH,
    Remarks,
    could_be_formula,
    writable,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from mingcha.core.intake.cells import CellValue
    from mingcha.core.intake.findings import Severity
    from mingcha.core.intake.intake import Intake
    from mingcha.core.intake.table import Row

MAX_SHEET_ROWS = 1_048_576

_LONGEST_TITLE = 31
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\']")
_FIRST_YEAR = 1900
_DEFAULT_TITLE = "名录"


def write_new(rows: Iterable[Row], intake: Intake[Any], target: Path) -> None:
    """Write ``rows``, those of ``intake``'s table, with outcome and remarks after each row."""
    options = {"constant_memory": True, "nan_inf_to_errors": True}
    with xlsxwriter.Workbook(target, options) as workbook:
        title = _title(intake.sheet)
        page = _Page(workbook, workbook.add_worksheet(title), intake)
        for row in rows:
            page.write_row(row)
        _write_summary(workbook, summary_sheet.free_title(title), intake)


class _Page:
    """The sheet with the rows, written from the top down."""

    def __init__(
        self, workbook: xlsxwriter.Workbook, sheet: Worksheet, intake: Intake[Any]
    ) -> None:
        self._sheet = sheet
        self._remarks = Remarks(intake)
        self._first_free = intake.width
        self._looks = _Looks(workbook)
        self._comments_left = MOST_COMMENTS
        sheet.set_column(self._first_free + 1, self._first_free + 1, REMARK_WIDTH)

    def write_row(self, row: Row) -> None:
        if row.number > MAX_SHEET_ROWS:
            raise UnreadableFile(
                f"超过{MAX_SHEET_ROWS}行，一张工作表放不下：请分成几个文件再加批注"
            )
        severities = self._remarks.severities(row.number)
        for column, value in enumerate(row.cells):
            if value is not None or column in severities:
                self._write_cell(row.number - 1, column, value, severities.get(column))
        if outcome := self._remarks.outcome(row.number):
            self._write_cell(row.number - 1, self._first_free, outcome, None)
            remark = self._remarks.remark(row.number)
            self._write_cell(row.number - 1, self._first_free + 1, remark, None)
        self._write_comments(row.number)

    def _write_cell(
        self, row: int, column: int, value: CellValue, severity: Severity | None
    ) -> None:
        look = self._looks.of(value, severity)
        if isinstance(value, int | float):
            self._sheet.write_number(row, column, value, look)
        elif _has_serial(value):
            self._sheet.write_datetime(row, column, value, look)
        else:
            text = value.text if isinstance(value, CellError) else str(value or "")
            self._sheet.write_string(row, column, writable(text), look)

    def _write_comments(self, row: int) -> None:
        for column, text in self._remarks.comments(row).items():
            if self._comments_left:
                self._sheet.write_comment(row - 1, column, text)
                self._comments_left -= 1


class _Looks:
    """The formats of cells, each made once."""

    def __init__(self, workbook: xlsxwriter.Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[Severity | None, str, bool], Format] = {}

    def of(self, value: CellValue, severity: Severity | None) -> Format | None:
        number_format = ""
        if isinstance(value, date):
            number_format = "yyyy-mm-dd hh:mm" if isinstance(value, datetime) else "yyyy-mm-dd"
        key = (severity, number_format, isinstance(value, str) and could_be_formula(value))
        if key == (None, "", False):
            return None
        if key not in self._made:
            self._made[key] = self._workbook.add_format(_properties(*key))
        return self._made[key]


def _has_serial(value: CellValue) -> bool:
    return isinstance(value, date) and value.year >= _FIRST_YEAR


def _properties(severity: Severity | None, number_format: str, quoted: bool) -> dict[str, Any]:  # noqa: FBT001
    properties: dict[str, Any] = {"quote_prefix": quoted}
    if severity is not None:
        properties["bg_color"] = f"#{COLOURS[severity]}"
    if number_format:
        properties["num_format"] = number_format
    return properties


def _title(sheet: str) -> str:
    return _NOT_IN_TITLES.sub("", sheet)[:_LONGEST_TITLE] or _DEFAULT_TITLE


def _write_summary(workbook: xlsxwriter.Workbook, title: str, intake: Intake[Any]) -> None:
    sheet = workbook.add_worksheet(title)
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    for column, width in enumerate(summary_sheet.WIDTHS):
        sheet.set_column(column, column, width)
    for number, values in enumerate(summary_sheet.summary_rows(intake)):
        for column, value in enumerate(values):
            if isinstance(value, str):
                sheet.write_string(number, column, value, wrapped)
            else:
                sheet.write_number(number, column, value, wrapped)
