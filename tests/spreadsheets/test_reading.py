from __future__ import annotations

import csv
from pathlib import Path

import pytest

from mingcha.core.intake.objects import OBJECTS
from mingcha.spreadsheets.errors import UnreadableFile
from mingcha.spreadsheets.formats import FileFormat
from mingcha.spreadsheets.reading import open_table
from mingcha.spreadsheets.registers import examine_register, read_register


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_text_tables_of_every_encoding_and_delimiter(
    tmp_path: Path, enterprises, encoding: str, delimiter: str
) -> None:
    path = tmp_path / "名录.csv"
    with path.open("w", encoding=encoding, newline="") as text:
        csv.writer(text, delimiter=delimiter).writerows(enterprises(30))
    origin, intake = examine_register(path, OBJECTS)
    assert (origin.encoding, origin.delimiter) == (encoding, delimiter)
    assert [record.name for record in intake.records] == [row[0] for row in enterprises(30)[1:]]
    assert intake.counts[:4] == (30, 30, 0, 0)


@pytest.mark.parametrize("ending", ["xls", "csv", "dat"])
def test_content_decides_and_not_the_ending(
    tmp_path: Path, write_workbook, enterprises, ending: str
) -> None:
    path = write_workbook(tmp_path / "名录.xlsx", {"甲": enterprises(3)})
    path = path.rename(tmp_path / f"名录.{ending}")
    with open_table(path, OBJECTS) as (origin, table):
        assert origin.format is FileFormat.XLSX
        assert table.sheet == "甲"
        assert len(list(table.rows)) == 4


def test_a_text_under_the_name_of_a_workbook(tmp_path: Path, enterprises) -> None:
    path = tmp_path / "名录.xlsx"
    path.write_text("\n".join(",".join(row) for row in enterprises(3)), "utf-8")
    assert read_register(path, OBJECTS).counts.accepted == 3


@pytest.mark.parametrize("content", [b"<html><table>", b"<?xml version='1.0'?><Workbook/>"])
def test_a_web_page_under_the_name_of_a_workbook(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "名录.xls"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=r"另存为 \.xlsx"):
        read_register(path, OBJECTS)


def test_a_code_stored_as_a_number_is_told_from_one_stored_as_text(
    tmp_path: Path, write_workbook, uscc
) -> None:
    rows = [
        ("企业名称", "统一社会信用代码"),
        ("甲公司", 911301841079516668),
        ("乙公司", "911301841079516668"),
        ("丙公司", uscc(3)),
    ]
    intake = read_register(write_workbook(tmp_path / "名录.xlsx", {"名录": rows}), OBJECTS)
    assert [record.name for record in intake.records] == ["乙公司", "丙公司"]
    told = [each for each in intake.findings if each.rule.code == "objects.code.number_cell"]
    assert [each.address for each in told] == ["名录!B2"]


def test_rows_pass_under_the_eyes_of_a_watch(tmp_path: Path, enterprises) -> None:
    path = tmp_path / "名录.csv"
    path.write_text("\n".join(",".join(row) for row in enterprises(3)), "utf-8")
    seen = []

    def watch(rows):
        for row in rows:
            seen.append(row.number)
            yield row

    examine_register(path, OBJECTS, watch)
    assert seen == [1, 2, 3, 4]
