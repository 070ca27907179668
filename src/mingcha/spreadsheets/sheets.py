"""The sheets of a workbook: rows with their merged ranges filled, and which sheet is meant."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from python_calamine import SheetTypeEnum, SheetVisibleEnum

from mingcha.core.intake.header import SEARCHED_ROWS, NoHeader, find_header
from mingcha.core.intake.merging import MAX_ROWS_BELOW, MergedRange, fill_merged
from mingcha.core.intake.table import Row
from mingcha.spreadsheets.errors import UnreadableFile
from mingcha.spreadsheets.formats import ASK_FOR_WORKBOOK

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from python_calamine import CalamineSheet, CalamineWorkbook

    from mingcha.core.intake.cells import CellError, CellValue
    from mingcha.core.intake.kind import RegisterKind


class Choice(NamedTuple):
    """The sheet that is meant, and the names of visible ones that would have done as well."""

    sheet: CalamineSheet
    others: list[str]


class _Candidate(NamedTuple):
    is_visible: bool
    score: int
    sheet: CalamineSheet


def choose_sheet(workbook: CalamineWorkbook, kind: RegisterKind[Any]) -> Choice:
    """Return the sheet whose header names most columns of ``kind``, a visible one if possible.

    Where no sheet fits it is the first one with content, for somebody may yet explain its headings.
    Raises ``UnreadableFile`` for a workbook without content.
    """
    best: _Candidate | None = None
    fitting: list[str] = []
    misfits: list[_Candidate] = []
    for is_visible, sheet in _sheets_with_content(workbook):
        try:
            candidate = _Candidate(is_visible, _score(sheet, kind), sheet)
        except NoHeader:
            misfits.append(_Candidate(is_visible, 0, sheet))
            continue
        fitting.extend([sheet.name] * is_visible)
        if best is None or candidate[:2] > best[:2]:
            best = candidate
    if best is None:
        if not misfits:
            raise UnreadableFile("工作簿里没有内容：请核对文件")
        best = max(misfits, key=lambda misfit: misfit.is_visible)
    return Choice(best.sheet, [name for name in fitting if name != best.sheet.name])


def rows_of(sheet: CalamineSheet, errors: Mapping[tuple[int, int], CellError]) -> Iterator[Row]:
    """Yield the rows of ``sheet`` that are not blank, merged ranges filled, ``errors`` put in."""
    filled = fill_merged(_plain_rows(sheet, errors), _merged_ranges(sheet))
    return (row for row in filled if any(cell is not None for cell in row.cells))


def _sheets_with_content(workbook: CalamineWorkbook) -> Iterator[tuple[bool, CalamineSheet]]:
    for meta in workbook.sheets_metadata:
        if meta.typ is SheetTypeEnum.WorkSheet:
            sheet = workbook.get_sheet_by_name(meta.name)
            if sheet.start is not None:
                yield meta.visible is SheetVisibleEnum.Visible, sheet


def _score(sheet: CalamineSheet, kind: RegisterKind[Any]) -> int:
    head = list(islice(rows_of(sheet, {}), SEARCHED_ROWS))
    return find_header(head, kind.vocabulary).score


def _plain_rows(sheet: CalamineSheet, errors: Mapping[tuple[int, int], CellError]) -> Iterator[Row]:
    first_column = sheet.start[1] if sheet.start else 0
    margin: list[CellValue] = [None] * first_column
    rows_with_errors = {row for row, _ in errors}
    for number, values in enumerate(sheet.iter_rows(), start=1):
        cells = margin + [_cell(value) for value in values]
        if number in rows_with_errors:
            cells = [errors.get((number, place), cell) for place, cell in enumerate(cells)]
        yield Row(number, tuple(cells))


def _cell(value: object) -> CellValue:
    if isinstance(value, str):
        return value or None
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float | date):
        return value
    return str(value)


def _merged_ranges(sheet: CalamineSheet) -> list[MergedRange]:
    last_row, last_column = sheet.end or (0, 0)
    ranges = [
        MergedRange(top + 1, left, min(bottom, last_row + MAX_ROWS_BELOW) + 1, right)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        if top <= last_row and left <= last_column
    ]
    cells = (last_row + 1 + MAX_ROWS_BELOW) * (last_column + 1)
    if sum(_area(each, last_column) for each in ranges) > cells:
        raise UnreadableFile(
            f"工作表“{sheet.name}”的合并单元格互相重叠，文件结构异常：{ASK_FOR_WORKBOOK}"
        )
    return ranges


def _area(bounds: MergedRange, last_column: int) -> int:
    width = min(bounds.right, last_column) - bounds.left + 1
    return (bounds.bottom - bounds.top + 1) * width
