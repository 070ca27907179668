from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from mingcha.core.intake.cells import CellError
from mingcha.core.intake.header import NoHeader
from mingcha.core.intake.objects import OBJECTS
from mingcha.core.intake.table import Row
from mingcha.spreadsheets.errors import UnreadableFile
from mingcha.spreadsheets.registers import examine_register
from mingcha.spreadsheets.sheets import choose_sheet, rows_of


def test_the_sheet_whose_header_fits_best_is_chosen(
    tmp_path: Path, write_workbook, enterprises
) -> None:
    sheets = {
        "填表说明": [("请逐行填写",)],
        "城区": [row[:2] for row in enterprises(2)],
        "全县": enterprises(3),
        "参数表": [("岗位大类", "地址")],
    }
    path = write_workbook(tmp_path / "名录.xlsx", sheets)
    choice = choose_sheet(CalamineWorkbook.from_path(path), OBJECTS)
    assert (choice.sheet.name, choice.others) == ("全县", ["城区"])


def test_a_hidden_sheet_is_the_last_resort(tmp_path: Path, enterprises) -> None:
    path = tmp_path / "名录.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        for name, width in (("旧表", 4), ("现表", 2)):
            sheet = workbook.add_worksheet(name)
            for at, row in enumerate(enterprises(2)):
                sheet.write_row(at, 0, row[:width])
        workbook.get_worksheet_by_name("现表").activate()
        workbook.get_worksheet_by_name("旧表").hide()
    choice = choose_sheet(CalamineWorkbook.from_path(path), OBJECTS)
    assert (choice.sheet.name, choice.others) == ("现表", [])


def test_no_sheet_fits_or_none_has_content(tmp_path: Path, write_workbook) -> None:
    path = write_workbook(
        tmp_path / "别的.xlsx", {"空": [], "通讯录": [("甲", "乙"), ("丙", "丁")]}
    )
    assert choose_sheet(CalamineWorkbook.from_path(path), OBJECTS).sheet.name == "通讯录"
    with pytest.raises(NoHeader, match="工作表“通讯录”：前50行里没有找到表头"):
        examine_register(path, OBJECTS)
    path = write_workbook(tmp_path / "空.xlsx", {"Sheet1": [], "Sheet2": []})
    with pytest.raises(UnreadableFile, match="没有内容"):
        choose_sheet(CalamineWorkbook.from_path(path), OBJECTS)


def test_cells_keep_their_types_and_their_place(tmp_path: Path) -> None:
    path = tmp_path / "类型.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        moment = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        clock = workbook.add_format({"num_format": "hh:mm"})
        sheet.write_string(2, 2, "0012")
        sheet.write_number(2, 3, 12)
        sheet.write_boolean(2, 4, 1)
        sheet.write_datetime(4, 2, date(2026, 3, 5), day)
        sheet.write_datetime(4, 3, datetime.fromisoformat("2026-03-05T09:30"), moment)
        sheet.write_datetime(4, 4, datetime.fromisoformat("2026-03-05T09:30").time(), clock)
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    assert list(rows_of(sheet, {(5, 4): CellError("#N/A")})) == [
        Row(3, (None, None, "0012", 12, "TRUE")),
        Row(
            5,
            (
                *(None, None, date(2026, 3, 5), datetime.fromisoformat("2026-03-05T09:30")),
                CellError("#N/A"),
            ),
        ),
    ]
    assert list(rows_of(sheet, {}))[1].cells[4] == "09:30:00"


def test_merged_ranges_that_overlap_are_refused(
    tmp_path: Path, write_workbook, enterprises, rewrite
) -> None:
    path = write_workbook(tmp_path / "叠.xlsx", {"甲": enterprises(3)})
    ranges = b"".join(b'<mergeCell ref="A1:D4"/>' for _ in range(2000))
    merges = b"</sheetData><mergeCells>" + ranges + b"</mergeCells>"
    rewrite(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"</sheetData>", merges))
    with pytest.raises(UnreadableFile, match="重叠"):
        list(rows_of(CalamineWorkbook.from_path(path).get_sheet_by_index(0), {}))
