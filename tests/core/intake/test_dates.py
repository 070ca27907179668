from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingcha.core.intake.cells import CellError
from mingcha.core.intake.dates import FOREVER, UnreadableDate, read_date

DAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    "value",
    [
        DAY,
        datetime.fromisoformat("2026-03-05T17:00"),
        46086.0,
        46086,
        46086.75,
        "46086",
        20260305.0,
        "20260305",
        "2026-03-05",
        "2026-3-5",
        "2026/3/5",
        "2026.3.5",
        "2026年3月5日",
        "2026 年 3 月 5 日",
        "２０２６年３月５日",
        "2026-03-05 00:00:00",
        "2026-03-05T08:30:00.000+08:00",
        " 2026/03/05 8:30",
    ],
)
def test_one_day_in_many_spellings(value: object) -> None:
    assert read_date(value) == DAY


@pytest.mark.parametrize("value", [None, "", "  ", CellError("#VALUE!")])
def test_blank_cells_have_no_day(value: object) -> None:
    assert read_date(value) is None


@pytest.mark.parametrize("text", ["长期", "长期有效", "永久"])
def test_forever_has_a_last_day(text: str) -> None:
    assert read_date(text) == FOREVER


@pytest.mark.parametrize(
    "value",
    ["2026年3月", "三月五日", "2026-02-30", "26-3-5", "9999", 7, "20261301", "待定", "3/5/2026"],
)
def test_anything_else_is_refused(value: object) -> None:
    with pytest.raises(UnreadableDate):
        read_date(value)


@given(st.dates(date(1927, 6, 1), date(2170, 1, 1)))
def test_every_spelling_of_a_day_leads_back_to_it(day: date) -> None:
    serial = (day - date(1899, 12, 30)) // timedelta(days=1)
    spellings = (serial, float(serial), day.isoformat(), f"{day:%Y%m%d}", f"{day:%Y年%m月%d日}")
    assert {read_date(spelling) for spelling in spellings} == {day}


@pytest.mark.parametrize("value", [float("inf"), float("-inf"), float("nan"), 1e300])
def test_a_number_beyond_all_days_is_no_date(value: float) -> None:
    with pytest.raises(UnreadableDate):
        read_date(value)
