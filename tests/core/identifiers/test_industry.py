from __future__ import annotations

import re

import pytest

from mingcha.core.identifiers.industry import INDUSTRIES, industry_name, industry_pattern


def test_the_table_has_all_sections_and_divisions() -> None:
    assert [key for key in INDUSTRIES if key.isalpha()] == list("ABCDEFGHIJKLMNOPQRST")
    assert [key for key in INDUSTRIES if key.isdigit()] == [f"{n:02}" for n in range(1, 98)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("F5212", "零售业"),
        ("5212", "零售业"),
        ("52", "零售业"),
        (" h62", "餐饮业"),
        ("0111", "农业"),
        ("F", "批发和零售业"),
        ("T97", "国际组织"),
    ],
)
def test_a_code_names_its_division_or_section(text: str, name: str) -> None:
    assert industry_name(text) == name


@pytest.mark.parametrize("text", ["", "零售业", "H52", "99", "5", "F5", "52123", "U", "第52类"])
def test_what_is_no_code_has_no_name(text: str) -> None:
    assert industry_name(text) is None


@pytest.mark.parametrize(
    ("asked", "found", "not_found"),
    [
        ("52", ["52", "F52", "5212", "F5212", "f5212"], ["51", "F5112", "H5212", "零售业", "152"]),
        ("F5212", ["5212", "F5212"], ["52", "5211", "F52"]),
        ("零售业", ["52", "F5212"], ["F51", "F"]),
        ("F", ["F", "51", "F5212", "529"], ["62", "H62", "G", "F53"]),
        ("批发和零售业", ["F", "5212"], ["H"]),
        ("房地产业", ["K", "70", "K7010"], ["71"]),
    ],
)
def test_an_industry_finds_the_codes_below_it(asked: str, found: list, not_found: list) -> None:
    pattern = re.compile(industry_pattern(asked) or "", re.IGNORECASE)
    assert [code for code in found if not pattern.search(code)] == []
    assert [code for code in not_found if pattern.search(code)] == []


@pytest.mark.parametrize("text", ["", "餐饮", "特种设备使用", "99", "H52"])
def test_words_of_ones_own_are_no_codes(text: str) -> None:
    assert industry_pattern(text) is None
