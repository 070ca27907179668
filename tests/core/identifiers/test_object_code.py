from __future__ import annotations

import csv
import gzip
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingcha.core.errors import Refusal
from mingcha.core.identifiers import uscc
from mingcha.core.identifiers.code_note import CodeNote
from mingcha.core.identifiers.object_code import (
    CodeFault,
    CodeKind,
    ObjectCode,
    ObjectCodeError,
    read_object_code,
)

if TYPE_CHECKING:
    from pathlib import Path

VALID = "91350100M000100Y43"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (VALID, CodeKind.USCC),
        ("110108000000016", CodeKind.REGISTRATION_NUMBER),
        ("130184NA000226X", CodeKind.COOPERATIVE_NUMBER),
    ],
)
def test_a_code_in_order_has_no_notes(text: str, kind: CodeKind) -> None:
    assert read_object_code(text) == ObjectCode(text, kind, ())


def test_notes_stand_in_one_order() -> None:
    code = read_object_code(" 91350100m000100Ｙ44")
    assert code.value == "91350100M000100Y44"
    assert code.notes == (
        CodeNote.LOWER_CASE,
        CodeNote.FULL_WIDTH,
        CodeNote.BLANKS,
        CodeNote.CHECK_CHARACTER,
    )


def test_an_error_inside_the_organisation_code_is_noted_as_such() -> None:
    code = read_object_code("91350100M000108Y43")
    assert code.notes == (CodeNote.CHECK_CHARACTER, CodeNote.ORGANISATION_CHECK)


def test_an_organisation_code_issued_with_a_wrong_check_is_no_matter_when_the_whole_is_right() -> (
    None
):
    body = "91350100M0001008" + "0"
    code = body + uscc.check_character(body)
    assert not uscc.has_valid_organisation_check(code)
    assert read_object_code(code).notes == ()


def test_a_wrong_check_digit_of_a_registration_number_is_noted() -> None:
    assert read_object_code("110108000000017").notes == (CodeNote.CHECK_CHARACTER,)


@pytest.mark.parametrize(
    "text", ["", " ", "无", "无代码", "—", "——", "-", "/", "0", "0" * 18, "N/a", "null", "暂 无"]
)
def test_placeholders_are_missing_codes(text: str) -> None:
    with pytest.raises(ObjectCodeError, match="没有代码") as caught:
        read_object_code(text)
    assert caught.value.reason is CodeFault.MISSING


@pytest.mark.parametrize("text", ["3201081000123", "95028578-3", "企合苏总字第000063", VALID + "0"])
def test_a_code_of_another_length_is_refused(text: str) -> None:
    with pytest.raises(ObjectCodeError, match=f"有{len(text)}位") as caught:
        read_object_code(text)
    assert caught.value.reason is CodeFault.LENGTH


@pytest.mark.parametrize(
    ("text", "position", "char"),
    [
        ("913501OOM000100Y43", 7, "O"),
        ("91350100M000100YI3", 17, "I"),
        ("H-4601043500387-21", 2, "-"),
        ("11010800000001O", 15, "O"),
        ("（A）460002300000-", None, None),
    ],
)
def test_a_foreign_character_is_refused_with_its_place(
    text: str, position: int | None, char: str | None
) -> None:
    with pytest.raises(Refusal) as caught:
        read_object_code(text)
    error = caught.value
    assert isinstance(error, ObjectCodeError)
    if position is None:
        assert error.reason is CodeFault.LENGTH
    else:
        assert (error.reason, error.position) == (CodeFault.CHARACTER, position)
        assert f"第{position}位“{char}”" in error.message


@given(
    body=st.text(uscc.ALPHABET, min_size=17, max_size=17).filter(lambda body: body.strip("0")),
    place=st.integers(0, 17),
    other=st.sampled_from(uscc.ALPHABET),
)
def test_a_miscopied_character_is_noted(body: str, place: int, other: str) -> None:
    code = body + uscc.check_character(body)
    miscopied = code[:place] + other + code[place + 1 :]
    if miscopied.strip("0"):
        noted = CodeNote.CHECK_CHARACTER in read_object_code(miscopied).notes
        assert noted == (miscopied != code)


@given(st.text(max_size=20))
def test_any_text_is_either_read_or_refused(text: str) -> None:
    outcome = _outcome(text)
    if not isinstance(outcome, CodeFault):
        value = read_object_code(text).value
        assert read_object_code(value).value == value


@pytest.mark.slow
def test_real_registers(shared_data: Path) -> None:
    codes = list(chain.from_iterable(map(_codes, (shared_data / "enterprises").glob("*.csv.gz"))))
    outcomes = Counter(map(_outcome, codes))
    assert outcomes == {
        CodeKind.USCC: 249451,
        CodeNote.CHECK_CHARACTER: 12,
        CodeKind.REGISTRATION_NUMBER: 431,
        CodeKind.COOPERATIVE_NUMBER: 37,
        CodeFault.LENGTH: 38,
        CodeFault.MISSING: 1,
    }


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("15位旧注册号", {CodeKind.REGISTRATION_NUMBER: 3377}),
        ("长度15", {CodeKind.COOPERATIVE_NUMBER: 343}),
        ("校验位错（组织机构码本体校验通过）", {CodeNote.CHECK_CHARACTER: 70}),
        ("校验位错（组织机构码本体校验不通过）", {CodeNote.ORGANISATION_CHECK: 15}),
        ("长度13", {CodeFault.LENGTH: 262}),
        ("无代码", {CodeFault.MISSING: 2}),
        ("非法字符", {CodeFault.CHARACTER: 1}),
        ("代码重复", {CodeKind.USCC: 85}),
    ],
)
def test_real_defects(shared_data: Path, label: str, expected: dict[str, int]) -> None:
    with (shared_data / "enterprises" / "uscc_defects.csv").open(encoding="utf-8-sig") as lines:
        rows = [row for row in csv.DictReader(lines) if row["缺陷"] == label]
    assert Counter(_outcome(row["统一社会信用代码"]) for row in rows) == expected


def _codes(path: Path) -> list[str]:
    with gzip.open(path, "rt", encoding="utf-8-sig") as lines:
        return [row["统一社会信用代码"] for row in csv.DictReader(lines)]


def _outcome(text: str) -> CodeKind | CodeNote | CodeFault:
    """The fault, else the gravest failing check, else the kind."""
    try:
        code = read_object_code(text)
    except ObjectCodeError as error:
        return error.reason
    checks = {CodeNote.CHECK_CHARACTER, CodeNote.ORGANISATION_CHECK}
    return max(checks.intersection(code.notes), key=list(CodeNote).index, default=code.kind)
