"""Days on which something is due, as the notices write them (R-121 to R-132)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingcha.core.errors import Refusal
from mingcha.core.planning.recurrence import due_days, monthly, on_days, once, told, yearly


def days(rule, year: int = 2024) -> list[str]:
    return [due.day.isoformat()[5:] for due in due_days(rule, year)]


def test_by_the_20th_of_each_month():
    rule = monthly(20)
    assert days(rule) == [f"{month:02}-20" for month in range(1, 13)]
    assert due_days(rule, 2024)[0].opens == date(2023, 12, 21)
    assert due_days(rule, 2024)[2].opens == date(2024, 2, 21)
    assert told(rule) == "每月20日前"


def test_by_the_15th_of_each_month_from_august():
    rule = monthly(15, 8)
    assert days(rule) == ["08-15", "09-15", "10-15", "11-15", "12-15"]
    assert told(rule) == "8月至12月，每月15日前"


def test_the_31st_is_the_end_of_any_month():
    rule = monthly(31, 2, 4)
    assert days(rule) == ["02-29", "03-31", "04-30"]
    assert days(rule, 2023) == ["02-28", "03-31", "04-30"]
    assert told(rule) == "2月至4月，每月底前"


def test_on_four_named_days():
    rule = on_days(["12-24", "4-3", "06-26", "10-08", "04-03"])
    assert days(rule) == ["04-03", "06-26", "10-08", "12-24"]
    opens = [due.opens for due in due_days(rule, 2024)]
    assert opens[:2] == [date(2024, 1, 1), date(2024, 4, 4)]
    assert told(rule) == "每年4月3日、6月26日、10月8日、12月24日前"


def test_yearly_by_a_day_and_over_a_span():
    assert days(yearly("01-20")) == ["01-20"]
    assert told(yearly("01-20")) == "每年1月20日前"
    rule = yearly("10-31", "3-1")
    assert due_days(rule, 2024)[0].opens == date(2024, 3, 1)
    assert told(rule) == "每年3月1日至10月31日"
    assert days(yearly("02-29"), 2023) == ["02-28"]


def test_once_is_never_again():
    rule = once(date(2023, 11, 5))
    assert days(rule, 2023) == ["11-05"]
    assert days(rule, 2024) == []
    assert told(rule) == "2023年11月5日前"


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: monthly(0), "1 到 31"),
        (lambda: monthly(32), "1 到 31"),
        (lambda: monthly(20, 9, 8), "起始月份"),
        (lambda: monthly(20, 1, 13), "起始月份"),
        (lambda: on_days([]), "哪几天"),
        (lambda: on_days(["02-30"]), "不是日期"),
        (lambda: on_days(["三月"]), "不是日期"),
        (lambda: yearly("13-01"), "不是日期"),
        (lambda: yearly("03-01", "10-31"), "起始日期"),
    ],
)
def test_what_is_no_day_is_refused_in_words(make, sentence: str):
    with pytest.raises(Refusal, match=sentence):
        make()


@given(st.integers(1, 31), st.integers(1, 12), st.integers(2015, 2100))
def test_every_month_of_a_range_has_its_day_and_opens_before_it(day: int, first: int, year: int):
    found = due_days(monthly(day, first), year)
    assert len(found) == 13 - first
    assert all(due.opens <= due.day and due.day.year == year for due in found)
    assert found == sorted(found, key=lambda due: due.day)
