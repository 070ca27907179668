"""Workbooks good and hostile, through the process of their own."""

from __future__ import annotations

import struct
import time
from pathlib import Path

import pytest
import xlsxwriter

from mingcha.core.intake.header import NoHeader
from mingcha.core.intake.objects import OBJECTS
from mingcha.core.intake.table import Row
from mingcha.spreadsheets import workbook
from mingcha.spreadsheets.errors import UnreadableFile
from mingcha.spreadsheets.registers import examine_register
from mingcha.spreadsheets.workbook import open_workbook


def rows(path: Path) -> list[Row]:
    with path.open("rb") as stream, open_workbook(stream, OBJECTS) as table:
        return list(table.rows)


def refusal(path: Path) -> str:
    start = time.monotonic()
    with pytest.raises(UnreadableFile) as refused:
        rows(path)
    assert time.monotonic() - start < 20
    return refused.value.message


def test_rows_arrive_with_the_names_of_sheets(tmp_path: Path, write_workbook, enterprises) -> None:
    sheets = {"乡镇": enterprises(1), "城区": enterprises(300)}
    path = write_workbook(tmp_path / "名录.xlsx", sheets)
    with path.open("rb") as stream, open_workbook(stream, OBJECTS) as table:
        assert (table.sheet, table.other_sheets) == ("乡镇", ("城区",))
        assert list(table.rows) == [Row(n, row) for n, row in enumerate(enterprises(1), start=1)]


def test_who_stops_early_leaves_nothing_behind(tmp_path: Path, write_workbook, enterprises) -> None:
    path = write_workbook(tmp_path / "名录.xlsx", {"甲": enterprises(20_000)})
    with path.open("rb") as stream, open_workbook(stream, OBJECTS) as table:
        assert next(iter(table.rows)).number == 1


def test_a_register_of_another_kind_is_refused(tmp_path: Path, write_workbook) -> None:
    path = write_workbook(tmp_path / "人员.xlsx", {"甲": [("工号", "姓名"), ("A1", "陈志远")]})
    with pytest.raises(NoHeader, match="统一社会信用代码"):
        examine_register(path, OBJECTS)


def test_cells_far_apart_are_refused_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "远.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["企业名称", "统一社会信用代码"])
        sheet.write(1_048_575, 16_383, "x")
    assert "展开后过大" in refusal(path)


def test_cells_far_apart_in_an_old_workbook(tmp_path: Path, shared_data: Path) -> None:
    [real] = (shared_data / "item_lists").glob("*.xls")
    content = bytearray(real.read_bytes())
    text_cell = content.index(b"\xfd\x00\x0a\x00")
    content[text_cell + 4 : text_cell + 8] = struct.pack("<HH", 0xFFFF, 0xFFFF)
    path = tmp_path / "远.xls"
    path.write_bytes(content)
    assert "展开后过大" in refusal(path)


def test_entities_that_multiply_are_not_expanded(
    tmp_path: Path, write_workbook, enterprises, rewrite
) -> None:
    path = write_workbook(tmp_path / "笑.xlsx", {"甲": enterprises(1)})
    layers = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    laughs = b'<!DOCTYPE x [<!ENTITY l0 "ha">' + layers + b"]>"
    for member in ("xl/workbook.xml", "xl/sharedStrings.xml"):
        rewrite(path, member, lambda xml: xml.replace(b"?>", b"?>" + laughs, 1))
        rewrite(path, member, lambda xml: xml.replace("第1商店".encode(), b"&l9;"))
    assert refusal(path)


def test_an_archive_that_lies_about_its_size(
    tmp_path: Path, write_workbook, enterprises, rewrite
) -> None:
    path = write_workbook(tmp_path / "谎.xlsx", {"甲": enterprises(1)})
    blank = b" " * (200 << 20)
    rewrite(path, "xl/sharedStrings.xml", lambda xml: xml.replace(b"</sst>", blank + b"</sst>"))
    content = bytearray(path.read_bytes())
    directory = content.index(b"PK\x01\x02")
    entry = content.index(b"xl/sharedStrings.xml", directory) - 46
    assert content[entry : entry + 4] == b"PK\x01\x02"
    content[entry + 24 : entry + 28] = struct.pack("<I", 1000)
    path.write_bytes(content)
    assert refusal(path)


@pytest.mark.parametrize("kept", [200, 2000, 5000])
def test_a_truncated_workbook(tmp_path: Path, write_workbook, enterprises, kept: int) -> None:
    path = write_workbook(tmp_path / "断.xlsx", {"甲": enterprises(100)})
    path.write_bytes(path.read_bytes()[:kept])
    assert "损坏" in refusal(path)


def test_a_truncated_old_workbook(tmp_path: Path, shared_data: Path) -> None:
    [real] = (shared_data / "item_lists").glob("*.xls")
    path = tmp_path / "断.xls"
    path.write_bytes(real.read_bytes()[:9000])
    assert "可能已损坏" in refusal(path)


def test_a_workbook_with_a_password(tmp_path: Path, ole) -> None:
    path = tmp_path / "密.xlsx"
    path.write_bytes(ole("EncryptedPackage", "EncryptionInfo"))
    assert "去掉密码" in refusal(path)


def test_a_damaged_sheet(tmp_path: Path, write_workbook, enterprises, rewrite) -> None:
    path = write_workbook(tmp_path / "坏.xlsx", {"甲": enterprises(5)})
    rewrite(path, "xl/worksheets/sheet1.xml", lambda xml: xml[: len(xml) // 2])
    assert "损坏" in refusal(path)


def test_a_workbook_beyond_the_limit(
    tmp_path: Path, write_workbook, enterprises, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_workbook(tmp_path / "大.xlsx", {"甲": enterprises(5)})
    monkeypatch.setattr(workbook, "MAX_WORKBOOK_BYTES", 1000)
    assert "另存为 .csv" in refusal(path)
