from __future__ import annotations

import pytest

from mingcha.core.intake.cells import CellError
from mingcha.core.intake.objects import OBJECTS

NAME = {"企业名称": "新乐市果品公司"}


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (None, "missing"),
        ("无", "missing"),
        ("——", "missing"),
        (CellError("#N/A"), "error_cell"),
        (911301841079516668, "number_cell"),
        (9.113018410795167e17, "number_cell"),
        (320191000024009.0, "number_cell"),
        ("9.1130184108E+17", "scientific"),
        ("9E17", "scientific"),
        ("3201081000123", "length"),
        ("企合苏总字第000063", "length"),
        ("95028578-3", "length"),
        ("H-4601043500387-21", "character"),
        ("9113O184107950321C", "character"),
        ("469006NX110016X", "character"),
    ],
)
def test_unusable_codes_reject_the_row(intake, codes, cell: object, code: str) -> None:
    found = intake(OBJECTS, NAME | {"统一社会信用代码": cell})
    assert codes(found) == [f"objects.code.{code}"]
    assert found.counts[:4] == (1, 0, 1, 0)
    assert found.findings[-1].address == "名录!B2"


@pytest.mark.parametrize(
    ("cell", "id_", "code"),
    [
        ("320191000024009", "320191000024009", "registration_number"),
        ("320829NA000226X", "320829NA000226X", "cooperative_number"),
        ("91510107762301002Y", "91510107762301002Y", "check_character"),
        ("91610113321974112N", "91610113321974112N", "organisation_check"),
        ("91130184107950321c", "91130184107950321C", "lower_case"),
        ("９1130184107950321C", "91130184107950321C", "full_width"),
        ("9113 0184\u200b107950321C\n", "91130184107950321C", "blanks"),
    ],
)
def test_doubtful_codes_are_accepted_with_a_word(intake, codes, cell, id_: str, code: str) -> None:
    found = intake(OBJECTS, NAME | {"统一社会信用代码": cell})
    assert codes(found) == [f"objects.code.{code}"]
    assert [record.id for record in found.records] == [id_]


def test_a_registration_number_may_fail_its_own_check(intake, codes) -> None:
    found = intake(OBJECTS, NAME | {"注册号": "320191000024001"})
    assert codes(found) == ["objects.code.registration_number", "objects.code.registration_check"]


def test_a_number_cell_is_told_why_and_what_to_do(intake) -> None:
    found = intake(OBJECTS, NAME | {"统一社会信用代码": 911301841079516668.0})
    finding = found.findings[-1]
    assert "15位有效数字" in finding.message
    assert "文本" in finding.rule.remedy


def test_a_wrong_length_is_told(intake) -> None:
    found = intake(OBJECTS, NAME | {"统一社会信用代码": "3201081000123"})
    assert "有13位" in found.findings[-1].message


def test_what_was_filled_in_for_a_missing_code_is_shown(intake) -> None:
    found = intake(OBJECTS, NAME | {"统一社会信用代码": "无"})
    assert found.findings[-1].message == "没有代码（填的是“无”）"


def test_the_registration_number_stands_in_for_a_blank_code(intake, codes) -> None:
    row = NAME | {"统一社会信用代码": None, "注册号": "320191000024009"}
    found = intake(OBJECTS, row)
    assert [record.id for record in found.records] == ["320191000024009"]
    assert codes(found)[-1] == "objects.code.from_registration_column"


def test_a_code_with_an_error_value_is_not_replaced_by_the_registration_number(
    intake, codes
) -> None:
    row = NAME | {"统一社会信用代码": CellError("#REF!"), "注册号": "320191000024009"}
    assert codes(intake(OBJECTS, row)) == ["objects.code.error_cell"]
