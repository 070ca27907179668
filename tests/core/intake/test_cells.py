from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingcha.core.intake.cells import (
    CellError,
    address,
    column_letters,
    column_place,
    text_of,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (" 新乐市长杨路11号\u3000", "新乐市长杨路11号"),
        ("第一条\r\n第二条", "第一条\n第二条"),
        (None, ""),
        (CellError("#N/A"), ""),
        (130184.0, "130184"),
        (911301841079516668, "911301841079516668"),
        (0.05, "0.05"),
        (float("inf"), "inf"),
        (date(2026, 3, 5), "2026-03-05"),
        (datetime.fromisoformat("2026-03-05"), "2026-03-05"),
        (datetime.fromisoformat("2026-03-05T09:30"), "2026-03-05 09:30:00"),
    ],
)
def test_a_cell_reads_as_a_person_reads_it(value: object, text: str) -> None:
    assert text_of(value) == text


@pytest.mark.parametrize(("place", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (16383, "XFD")])
def test_columns_have_letters(place: int, letters: str) -> None:
    assert column_letters(place) == letters


@given(st.integers(0, 10**6))
def test_letters_lead_back_to_the_column(place: int) -> None:
    assert column_place(column_letters(place)) == place


def test_an_address_names_the_sheet_where_there_is_one() -> None:
    assert address("检查对象名录", 7, 1) == "检查对象名录!B7"
    assert address("", 7, 1) == "B7"
