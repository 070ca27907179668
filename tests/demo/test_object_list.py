from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook

from mingcha.core.identifiers.code_note import CodeNote
from mingcha.core.identifiers.object_code import CodeFault, ObjectCodeError, read_object_code
from mingcha.demo import object_list
from mingcha.demo.entity import entities
from mingcha.demo.faults import Fault
from mingcha.demo.sheet import FIRST_ROW, write_sheet

if TYPE_CHECKING:
    from pathlib import Path

CODE, REGION = 2, 5


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[list[object]]:
    """The rows of the file, as a reader of spreadsheets sees them."""
    path: Path = tmp_path_factory.mktemp("county") / object_list.FILE_NAME
    write_sheet(object_list.object_list(), path)
    return [list(row) for row in CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()]


def faulty(rows: list[list[object]], fault: Fault) -> list[object]:
    return rows[object_list.faulty_rows().places[fault] - 1]


def test_the_sheet_looks_as_departments_send_it(rows: list[list[object]]) -> None:
    assert rows[0][0] == "澄川县“双随机、一公开”检查对象名录"
    assert not any(rows[0][1:])
    assert str(rows[1][0]).startswith("填报单位：")
    assert rows[FIRST_ROW - 2][CODE] == "统一社会信用代码"
    assert rows[-1][:2] == ["合计", "5001户"]
    assert len(rows) == FIRST_ROW - 1 + 5001 + 1


def test_a_code_stored_as_a_number_has_lost_its_last_digits(rows: list[list[object]]) -> None:
    code = faulty(rows, Fault.CODE_AS_NUMBER)[CODE]
    assert isinstance(code, float)
    assert f"{code:.0f}" not in {entity.code for entity in entities()}


@pytest.mark.parametrize(
    ("fault", "note"),
    [
        (Fault.LOWER_CASE_CODE, CodeNote.LOWER_CASE),
        (Fault.WRONG_CHECK_CHARACTER, CodeNote.CHECK_CHARACTER),
    ],
)
def test_codes_with_a_warning(rows: list[list[object]], fault: Fault, note: CodeNote) -> None:
    assert read_object_code(str(faulty(rows, fault)[CODE])).notes == (note,)


def test_a_missing_code(rows: list[list[object]]) -> None:
    with pytest.raises(ObjectCodeError) as caught:
        read_object_code(str(faulty(rows, Fault.MISSING_CODE)[CODE]))
    assert caught.value.reason is CodeFault.MISSING


def test_a_merged_cell_is_empty_in_its_second_row(rows: list[list[object]]) -> None:
    place = object_list.faulty_rows().places[Fault.MERGED_CELLS] - 1
    assert str(rows[place - 1][REGION]).startswith("130136")
    assert rows[place][REGION] == ""


def test_a_repeated_row(rows: list[list[object]]) -> None:
    repeated = faulty(rows, Fault.REPEATED_ROW)[1:]
    assert [row[1:] for row in rows].count(repeated) == 2


def test_all_other_rows_are_clean(rows: list[list[object]]) -> None:
    faulty_places = set(object_list.faulty_rows().places.values())
    clean = [
        row
        for place, row in enumerate(rows[FIRST_ROW - 1 : -1], start=FIRST_ROW)
        if place not in faulty_places
    ]
    assert len(clean) == 5001 - len(Fault)
    assert not [row for row in clean if read_object_code(str(row[CODE])).notes]
    assert len({row[CODE] for row in clean}) == len(clean)
    assert all(row[REGION] for row in clean)
