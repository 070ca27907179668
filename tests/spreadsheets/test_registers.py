"""The real registers, forms and item lists."""

from __future__ import annotations

import csv
import gzip
import shutil
from collections import Counter
from pathlib import Path

import pytest

from mingcha.core.intake.header import NoHeader
from mingcha.core.intake.inspectors import INSPECTORS
from mingcha.core.intake.items import ITEMS
from mingcha.core.intake.objects import OBJECTS
from mingcha.spreadsheets.errors import UnreadableFile
from mingcha.spreadsheets.registers import examine_register, read_register


def expand(path: Path, folder: Path) -> Path:
    target = folder / path.stem
    with gzip.open(path) as packed, target.open("wb") as plain:
        shutil.copyfileobj(packed, plain)
    return target


@pytest.mark.parametrize(
    ("file", "rows", "repeated"),
    [
        ("130184_新乐市_检查对象名录.xlsx", 354, 0),
        ("140581_高平市_检查对象名录.xlsx", 643, 1),
        ("411523_新县_检查对象名录.xlsx", 326, 0),
    ],
)
def test_three_counties(shared_data: Path, file: str, rows: int, repeated: int) -> None:
    intake = read_register(shared_data / "enterprises" / file, OBJECTS)
    assert intake.counts == (rows, rows - repeated, 0, repeated, 0)
    issued_in = Counter(record.fields["registry_region"] for record in intake.records)
    assert issued_in.most_common(1)[0][0] == file[:6]
    assert {record.region for record in intake.records} == {None}
    assert all(record.address and record.fields["established"] for record in intake.records)
    assert {each.rule.severity.value for each in intake.findings} == {"info"}


@pytest.mark.slow
def test_five_prefectures(shared_data: Path, tmp_path: Path) -> None:
    path = expand(shared_data / "enterprises" / "targets_5_prefectures.csv.gz", tmp_path)
    intake = read_register(path, OBJECTS)
    assert intake.counts == (49_970, 49_969, 0, 1, 0)
    assert sum("registry_region" in record.fields for record in intake.records) == 49_969
    assert {record.region for record in intake.records} == {None}
    told = {each.rule.code for each in intake.findings}
    assert {"objects.code.lower_case", "objects.row.repeated"} <= told


@pytest.mark.slow
def test_a_national_sample(shared_data: Path, tmp_path: Path) -> None:
    path = expand(shared_data / "enterprises" / "national_sample_200k_full.csv.gz", tmp_path)
    intake = read_register(path, OBJECTS)
    assert intake.counts == (200_000, 199_961, 39, 0, 0)
    lengths = [each for each in intake.findings if each.rule.code == "objects.code.length"]
    missing = [each for each in intake.findings if each.rule.code == "objects.code.missing"]
    assert (len(lengths), len(missing)) == (38, 1)
    assert len({record.id for record in intake.records}) == 199_961


def expanded(path: Path, columns: list[int]) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as text:
        rows = list(csv.reader(text))[3:]
    return [
        [row[column].replace("_x000D_", "").strip() for column in columns]
        for row in rows
        if any(row)
    ]


def test_an_item_list_with_merged_cells_and_a_header_of_two_rows(shared_data: Path) -> None:
    folder = shared_data / "item_lists"
    [path] = folder.glob("75-*.xlsx")
    intake = read_register(path, ITEMS)
    assert intake.counts == (388, 306, 0, 82, 0)
    by_row = {record.row: record for record in intake.records}
    again = {each.row: each.first for each in intake.repeated}
    read = [by_row[again.get(row, row)] for row in range(4, 392)]
    [by_hand] = folder.glob("海南_市场监管*展开.csv")
    assert [
        [
            *(each.fields["unit"], each.category, each.name, each.object, each.item_class),
            *(each.method, each.body, each.basis),
        ]
        for each in read
    ] == expanded(by_hand, [0, 2, 3, 4, 5, 6, 7, 8])


def test_a_joint_item_list_in_an_old_workbook(shared_data: Path) -> None:
    folder = shared_data / "item_lists"
    [path] = folder.glob("76-*.xls")
    intake = read_register(path, ITEMS)
    assert intake.counts == (83, 83, 0, 0, 0)
    [by_hand] = folder.glob("海南_部门联合*展开.csv")
    assert [
        [each.category, each.name, each.object, each.initiating, each.cooperating or ""]
        for each in intake.records
    ] == expanded(by_hand, [1, 2, 3, 4, 5])


@pytest.mark.parametrize(
    ("pattern", "rows", "repeated"),
    [
        ("海南_市场监管*", 388, 82),
        ("海南_部门联合*", 83, 0),
        ("浙江_工商食药质监*", 75, 0),
        ("浙江_公安*", 4, 0),
        ("浙江_36项*", 36, 0),
        ("深圳*", 251, 11),
    ],
)
def test_item_lists_as_text(shared_data: Path, pattern: str, rows: int, repeated: int) -> None:
    [path] = (shared_data / "item_lists").glob(f"{pattern}.csv")
    assert read_register(path, ITEMS).counts == (rows, rows - repeated, 0, repeated, 0)


def test_ratio_and_frequency_are_kept_word_for_word(shared_data: Path) -> None:
    [path] = (shared_data / "item_lists").glob("浙江_工商食药质监*.csv")
    item = read_register(path, ITEMS).records[2]
    assert (item.name, item.ratio) == ("保健食品生产企业证后监督", "市局抽查比例不少于30%")
    assert item.frequency == "每年不少于1次"


def test_enterprises_of_wanning(shared_data: Path) -> None:
    [path] = (shared_data / "forms").glob("万宁_企业信息*.xlsx")
    intake = read_register(path, OBJECTS)
    assert intake.counts == (10, 10, 0, 0, 1)
    kinds = {each.rule.code for each in intake.findings}
    assert {"objects.code.cooperative_number", "objects.code.registration_number"} <= kinds
    assert intake.records[0].fields["authority"] == "万宁市东兴工商所"
    assert intake.records[0].fields["established"] == "2016-05-31"


def test_officers_of_wanning(shared_data: Path) -> None:
    [path] = (shared_data / "forms").glob("万宁_执法人员*.xlsx")
    intake = read_register(path, INSPECTORS)
    assert intake.counts == (6, 6, 0, 0, 1)
    first = intake.records[0]
    assert (first.staff_no, first.unit, first.region) == ("A100001", "工商局", None)


@pytest.mark.parametrize(
    "file", ["浙江_执法人员名录库导入模板", "浙江_执法人员名录库导入模板_协同"]
)
def test_an_empty_template_has_hints_and_an_example_only(shared_data: Path, file: str) -> None:
    intake = read_register(shared_data / "forms" / f"{file}.xlsx", INSPECTORS)
    assert intake.sheet == "人员名录库"
    assert intake.counts == (0, 0, 0, 0, 2)
    assert [each.reason.value for each in intake.skipped] == ["hint", "example"]


@pytest.mark.parametrize(
    ("file", "skipped"), [("浙江_专项检查对象库导入模板", 1), ("浙江_专项库导入模板2", 0)]
)
def test_empty_templates_of_special_registers(shared_data: Path, file: str, skipped: int) -> None:
    intake = read_register(shared_data / "forms" / f"{file}.xlsx", OBJECTS)
    assert intake.header_row == 2
    assert intake.counts == (0, 0, 0, 0, skipped)


def test_a_template_filled_in_below_its_example(shared_data: Path, tmp_path: Path) -> None:
    import openpyxl

    path = shared_data / "forms" / "浙江_执法人员名录库导入模板.xlsx"
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["人员名录库"]
    for column, text in {
        1: "0011",
        2: "陈志远",
        10: "药品检查员，保化检查员",
        16: "城关所",
    }.items():
        sheet.cell(5, column).value = text
    sheet["S5"], sheet["T5"] = "3301020001", "2028-6-30"
    workbook.save(tmp_path / "已填.xlsx")
    intake = read_register(tmp_path / "已填.xlsx", INSPECTORS)
    assert intake.counts == (1, 1, 0, 0, 2)
    officer = intake.records[0]
    assert (officer.staff_no, officer.name, officer.certificate_no) == (
        *("0011", "陈志远"),
        "3301020001",
    )
    assert officer.qualifications == ("药品检查员", "保化检查员")


def test_checklists_of_many_sheets_name_the_sheets_not_read(shared_data: Path) -> None:
    [path] = (shared_data / "forms").glob("江苏海事_检查表*.xlsx")
    intake = read_register(path, ITEMS)
    others = [each for each in intake.findings if each.rule.code == "table.sheet.other"]
    assert len(others) == 12


@pytest.mark.parametrize("pattern", ["苏州*.xls", "万宁_任务*.xlsx", "东营区_送达回证*.docx"])
def test_what_is_no_register_is_refused_in_one_sentence(shared_data: Path, pattern: str) -> None:
    [path] = (shared_data / "forms").glob(pattern)
    with pytest.raises((UnreadableFile, NoHeader)) as refused:
        examine_register(path, OBJECTS)
    assert "\n" not in refused.value.message
