"""Identity and telephone numbers; the numbers here belong to nobody: their region does not exist."""

from __future__ import annotations

import pytest

from mingcha.core.identifiers.citizen import (
    identity_check_character,
    masked_identity_number,
    masked_telephone,
    read_identity_number,
    read_telephone,
)

BODY = "13013619900307002"
NUMBER = BODY + identity_check_character(BODY)


def test_the_example_of_the_standard():
    assert identity_check_character("11010519491231002") == "X"


def test_a_number_is_read_without_blanks_and_in_capitals():
    assert read_identity_number(f" {NUMBER[:6]} {NUMBER[6:]} ") == NUMBER
    assert read_identity_number("11010519491231002x") == "11010519491231002X"


@pytest.mark.parametrize("text", ["", "（已脱敏）", NUMBER[:-1], "130136" + "*" * 10 + "00"])
def test_what_is_no_number_is_not_taken(text: str):
    assert read_identity_number(text) is None


def test_a_day_that_does_not_exist_makes_no_number():
    body = "13013619900230002"
    assert read_identity_number(body + identity_check_character(body)) is None


def test_a_wrong_check_character_is_found():
    other = "1" if NUMBER[-1] != "1" else "2"
    assert read_identity_number(NUMBER[:-1] + other) is None


@pytest.mark.parametrize("text", ["13800000000", "+86 138 0000 0000", "0311-88000000", "88000000"])
def test_telephones_are_read(text: str):
    assert read_telephone(text)


@pytest.mark.parametrize("text", ["", "138****0000", "138000", "138000000000", "电话"])
def test_other_texts_are_no_telephones(text: str):
    assert read_telephone(text) is None


def test_what_is_masked_shows_the_region_and_the_ends_only():
    assert masked_identity_number(NUMBER) == "130136" + "*" * 10 + NUMBER[-2:]
    assert masked_identity_number("") == ""
    assert masked_telephone("13800001234") == "138****1234"
    assert masked_telephone("88001234") == "******34"
