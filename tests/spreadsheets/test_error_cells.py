from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import xlsxwriter

from mingcha.core.intake.cells import CellError
from mingcha.spreadsheets.error_cells import error_cells
from mingcha.spreadsheets.limits import MIB


def test_error_values_are_found_in_their_sheet_only(tmp_path: Path) -> None:
    path = tmp_path / "名录.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        for name, value in (("甲", "#DIV/0!"), ("乙", "#N/A")):
            sheet = workbook.add_worksheet(name)
            sheet.write_string(0, 0, 't="e"')
            sheet.write_formula(6, 27, "=VLOOKUP(A7,B:C,2,0)", value=value)
            sheet.write_formula(7, 27, "=1+1", value=2)
    with ZipFile(path) as archive:
        assert error_cells(archive, "乙") == {(7, 27): CellError("#N/A")}
        assert error_cells(archive, "丙") == {}


def test_errors_are_found_across_blocks(tmp_path: Path) -> None:
    path = tmp_path / "大.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("甲")
        for row in range(40_000):
            sheet.write_formula(row, 0, "=NA()", value="#N/A")
    with ZipFile(path) as archive:
        assert archive.getinfo("xl/worksheets/sheet1.xml").file_size > 2 * MIB
        assert error_cells(archive, "甲").keys() == {(row, 0) for row in range(1, 40_001)}
