from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import Font

from mingcha.core.errors import Refusal
from mingcha.core.intake.objects import OBJECTS
from mingcha.spreadsheets import annotated_copy
from mingcha.spreadsheets.annotation import annotate
from mingcha.spreadsheets.registers import examine_register

ATTACK = '=HYPERLINK("http://example.invalid","甲")'


def annotated(path: Path, target: Path) -> openpyxl.Workbook:
    examined = examine_register(path, OBJECTS)
    annotate(examined, OBJECTS, target)
    assert list(target.parent.glob(".*")) == []
    return openpyxl.load_workbook(target)


@pytest.fixture
def county(tmp_path: Path, uscc) -> Path:
    path = tmp_path / "名录.xlsx"
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as workbook:
        sheet = workbook.add_worksheet("检查对象名录")
        sheet.merge_range(0, 0, 0, 3, "新乐市检查对象名录")
        sheet.write_row(1, 0, ["企业名称", "统一社会信用代码", "注册日期", "资金"])
        sheet.set_column(0, 0, 33)
        day = workbook.add_format({"num_format": "yyyy/m/d"})
        rows = [
            ("甲公司", uscc(1)),
            ("乙公司", 911301841079516668),
            (ATTACK, uscc(3).lower()),
            ("丁公司", "91610113321974112N"),
            ("甲公司", uscc(1)),
            ("合计", "5户"),
        ]
        for at, row in enumerate(rows, start=2):
            sheet.write_row(at, 0, row)
            sheet.write_datetime(at, 2, date(2019, 3, 30), day)
            sheet.write_formula(at, 3, f"=ROW()*{at}", value=at * at)
        workbook.add_worksheet("附表").write_string(0, 0, "留着")
    return path


def assert_marked(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
    assert [cell.value for cell in sheet["E"][1:8]] == [
        *("处理结果", "接受", "退回", "接受", "接受", "重复", "略过")
    ]
    assert "15位有效数字" in sheet["F4"].value
    assert sheet["B4"].fill.fgColor.rgb.endswith("FFC7CE")
    assert sheet["B6"].fill.fgColor.rgb.endswith("FFEB9C")
    assert sheet["B5"].fill.fgColor.rgb.endswith("DDEBF7")
    assert "15位有效数字" in sheet["B4"].comment.text
    assert sheet["B5"].comment is None
    assert (sheet["A5"].value, sheet["A5"].data_type) == (ATTACK, "s")


def test_a_workbook_comes_back_with_its_looks_and_the_remarks(county: Path, tmp_path: Path) -> None:
    book = annotated(county, tmp_path / "批注.xlsx")
    assert book.sheetnames == ["检查对象名录", "附表", "问题汇总"]
    sheet = book["检查对象名录"]
    assert_marked(sheet)
    assert sheet.column_dimensions["A"].width == pytest.approx(33, abs=1)
    assert [str(each) for each in sheet.merged_cells.ranges] == ["A1:D1"]
    assert sheet["C3"].number_format == "yyyy/m/d"
    assert sheet["D3"].value == "=ROW()*2"


def test_a_large_workbook_is_written_anew(
    county: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annotated_copy, "MAX_COPIED_ROWS", 2)
    book = annotated(county, tmp_path / "批注.xlsx")
    assert book.sheetnames == ["检查对象名录", "问题汇总"]
    assert_marked(book["检查对象名录"])
    assert book["检查对象名录"]["C3"].value.date() == date(2019, 3, 30)
    assert book["检查对象名录"]["D3"].value == 4


@pytest.mark.parametrize("limit", ["MAX_COPIED_BYTES", "MAX_COPIED_MERGED_CELLS"])
def test_what_would_take_too_much_to_copy_is_written_anew(
    county: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(annotated_copy, limit, 1)
    assert "附表" not in annotated(county, tmp_path / "批注.xlsx").sheetnames


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml.replace(b'ref="A1', b'ref = "A1'),
        lambda xml: xml.replace(b"?>", b"?><!DOCTYPE x []>", 1),
        lambda xml: xml.replace(b"A1:D1", b"A1:XFD1048576"),
    ],
    ids=["unusual", "doctype", "everything merged"],
)
def test_a_sheet_that_the_copy_could_choke_on_is_written_anew(
    county: Path, tmp_path: Path, rewrite, change
) -> None:
    examined = examine_register(county, OBJECTS)
    rewrite(
        county,
        "xl/worksheets/sheet2.xml",
        lambda xml: xml.replace(
            b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:D1"/></mergeCells>'
        ),
    )
    rewrite(county, "xl/worksheets/sheet2.xml", change)
    annotate(examined, OBJECTS, tmp_path / "批注.xlsx")
    assert "附表" not in openpyxl.load_workbook(tmp_path / "批注.xlsx").sheetnames


def test_a_workbook_that_the_copy_cannot_read_is_written_anew(
    county: Path, tmp_path: Path, rewrite
) -> None:
    rewrite(county, "xl/styles.xml", lambda xml: xml.replace(b"<cellXfs", b"<cellXfz", 1))
    assert "问题汇总" in annotated(county, tmp_path / "批注.xlsx").sheetnames


def test_earlier_comments_stay(tmp_path: Path, write_workbook, enterprises) -> None:
    rows = [*enterprises(1), ("乙公司", "无", "", "")]
    path = write_workbook(tmp_path / "名录.xlsx", {"问题汇总": rows})
    book = openpyxl.load_workbook(path)
    book["问题汇总"]["B3"].comment = Comment("请科室核实", "经办人")
    book["问题汇总"]["A1"].font = Font(name="仿宋")
    book.save(path)
    book = annotated(path, tmp_path / "批注.xlsx")
    assert book.sheetnames == ["问题汇总", "问题汇总（本次）"]
    assert book["问题汇总"]["B3"].comment.text.startswith("请科室核实\n没有代码")
    assert book["问题汇总"]["A1"].font.name == "仿宋"


def test_a_merged_cell_is_marked_without_a_comment(tmp_path: Path, write_workbook, uscc) -> None:
    rows = [("企业名称", "代码", "信用代码"), ("甲公司", "", uscc(1)), ("乙公司", "", uscc(1))]
    merges = {"甲": [(1, 2, 2, 2)]}
    path = write_workbook(tmp_path / "名录.xlsx", {"甲": rows}, merges)
    sheet = annotated(path, tmp_path / "批注.xlsx")["甲"]
    assert sheet["E3"].value is None or "重复" in sheet["D3"].value
    assert [cell.value for cell in sheet["D"]] == ["处理结果", "接受", "重复"]


def test_a_text_table_comes_back_as_a_workbook(tmp_path: Path, uscc) -> None:
    path = tmp_path / "名录.csv"
    lines = [
        "企业名称,统一社会信用代码,备注",
        f"甲公司,{uscc(1)},=1+1",
        f"乙公司,无,@SUM(A1)\x01{'长' * 40_000}",
        f"丙公司,{uscc(3)},#N/A",
    ]
    path.write_text("\n".join(lines), "utf-8")
    target = tmp_path / "批注.xlsx"
    sheet = annotated(path, target)["名录"]
    assert [cell.value for cell in sheet["D"]] == ["处理结果", "接受", "退回", "接受"]
    assert (sheet["C2"].value, sheet["C2"].data_type) == ("=1+1", "s")
    assert sheet["C2"].quotePrefix
    assert sheet["C3"].value.startswith("@SUM(A1)长")
    assert sheet["C4"].value == "#N/A"
    with ZipFile(target) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_the_summary_counts_every_rule_and_says_what_to_do(county: Path, tmp_path: Path) -> None:
    sheet = annotated(county, tmp_path / "批注.xlsx")["问题汇总"]
    assert sheet["A1"].value == "共 5 行 = 接受 3 + 退回 1 + 重复 1；另略过 1 行"
    rows = {row[1]: row for row in sheet.iter_rows(min_row=4, values_only=True)}
    level, _, number, _, remedy, places = rows["objects.code.number_cell"]
    assert (level, number, places) == ("错误", 1, "检查对象名录!B4")
    assert "文本" in remedy


def test_an_old_workbook_comes_back_as_a_new_one(shared_data: Path, tmp_path: Path) -> None:
    from mingcha.core.intake.items import ITEMS

    [path] = (shared_data / "item_lists").glob("*.xls")
    examined = examine_register(path, ITEMS)
    annotate(examined, ITEMS, tmp_path / "批注.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "批注.xlsx")["Sheet1"]
    assert sheet["G3"].value == "处理结果"
    assert sum(cell.value == "接受" for cell in sheet["G"]) == 83


def test_nothing_is_left_where_writing_fails(
    tmp_path: Path, enterprises, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "名录.csv"
    path.write_text("\n".join(",".join(row) for row in enterprises(9)), "utf-8")
    examined = examine_register(path, OBJECTS)
    monkeypatch.setattr("mingcha.spreadsheets.annotated_new.MAX_SHEET_ROWS", 5)
    with pytest.raises(Refusal, match="放不下"):
        annotate(examined, OBJECTS, tmp_path / "批注.xlsx")
    assert [each.name for each in tmp_path.iterdir()] == ["名录.csv"]


def test_a_table_that_fills_the_sheet_has_no_room_for_remarks(tmp_path: Path, uscc) -> None:
    path = tmp_path / "宽.csv"
    path.write_text("企业名称,信用代码" + "," * 16_381 + "备注\n", "utf-8")
    with pytest.raises(Refusal, match="列数太多"):
        annotate(examine_register(path, OBJECTS), OBJECTS, tmp_path / "批注.xlsx")


def test_no_cell_is_beyond_what_the_standard_allows(county: Path, tmp_path: Path) -> None:
    annotated(county, tmp_path / "批注.xlsx")
    with ZipFile(tmp_path / "批注.xlsx") as archive:
        for name in archive.namelist():
            if name.endswith(".xml"):
                assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", archive.read(name)), name
