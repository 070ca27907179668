from __future__ import annotations

import pytest

from mingcha.core.identifiers.industry import INDUSTRIES, industry_name


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
