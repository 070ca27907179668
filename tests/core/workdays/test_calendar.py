"""Working days, on a small calendar of our own and on the announced ones."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingcha.core.workdays.calendar import WorkCalendar

DAY = timedelta(days=1)
SPRING_2025 = WorkCalendar(
    {date(2025, 1, 28) + DAY * n: False for n in range(8)}
    | {date(2025, 1, 26): True, date(2025, 2, 8): True}
)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
CALENDARS = st.builds(
    WorkCalendar,
    st.dictionaries(st.dates(date(2024, 12, 1), date(2025, 2, 28)), st.booleans(), max_size=40),
)


@pytest.fixture(scope="module")
def announced(shared_data: Path) -> WorkCalendar:
    files = sorted((shared_data / "holidays").glob("*.json"))
    days = [day for file in files for day in json.loads(file.read_text("utf-8"))["days"]]
    return WorkCalendar({date.fromisoformat(day["date"]): not day["isOffDay"] for day in days})


def test_without_exceptions_the_weekdays_decide() -> None:
    plain = WorkCalendar({})
    monday = date(2026, 11, 16)
    assert [plain.is_workday(monday + DAY * n) for n in range(7)] == [True] * 5 + [False] * 2
    assert plain.add_workdays(monday, 5) == date(2026, 11, 23)


def test_spring_festival_with_its_days_made_up() -> None:
    assert SPRING_2025.is_workday(date(2025, 1, 26))  # a Sunday
    assert not SPRING_2025.is_workday(date(2025, 1, 28))  # a Tuesday
    assert SPRING_2025.add_workdays(date(2025, 1, 24), 1) == date(2025, 1, 26)
    assert SPRING_2025.add_workdays(date(2025, 1, 24), 3) == date(2025, 2, 5)
    assert SPRING_2025.workdays_between(date(2025, 1, 27), date(2025, 2, 8)) == 4


def test_counting_backwards() -> None:
    assert SPRING_2025.add_workdays(date(2025, 2, 5), -1) == date(2025, 1, 27)
    assert SPRING_2025.add_workdays(date(2025, 2, 5), -2) == date(2025, 1, 26)
    assert SPRING_2025.workdays_between(date(2025, 2, 5), date(2025, 1, 26)) == -2


def test_no_day_added_is_the_day_itself() -> None:
    assert SPRING_2025.add_workdays(date(2025, 1, 29), 0) == date(2025, 1, 29)
    assert SPRING_2025.workdays_between(date(2025, 1, 27), date(2025, 1, 27)) == 0


def test_a_year_is_known_by_its_national_day() -> None:
    assert not SPRING_2025.knows(2025)
    assert WorkCalendar({date(2025, 10, 1): False}).knows(2025)
    assert not WorkCalendar({date(2025, 10, 1): False, date(2026, 1, 1): False}).knows(2026)


@given(CALENDARS, DAYS, st.integers(-60, 60))
def test_adding_and_counting_are_each_others_inverse(
    calendar: WorkCalendar, start: date, n: int
) -> None:
    day = calendar.add_workdays(start, n)
    if n > 0:
        assert calendar.is_workday(day)
        assert calendar.workdays_between(start, day) == n
    if n < 0:
        assert calendar.is_workday(day)
        assert calendar.workdays_between(day - DAY, start - DAY) == -n


@given(CALENDARS, DAYS, DAYS, DAYS)
def test_stretches_add_up(calendar: WorkCalendar, a: date, b: date, c: date) -> None:
    between = calendar.workdays_between
    assert between(a, b) + between(b, c) == between(a, c)


# the announced calendars


def test_the_announced_years_are_known(announced: WorkCalendar) -> None:
    assert all(announced.knows(year) for year in range(2016, 2026))
    assert not announced.knows(2015)


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2023-09-25", "2023-10-27"),  # Mid-Autumn and National Day; 7 and 8 October made up
        ("2024-09-12", "2024-10-16"),  # 14, 29 September and 12 October made up
        ("2025-09-26", "2025-10-30"),  # eight days off; 28 September and 11 October made up
        (
            "2024-02-02",
            "2024-03-06",
        ),  # Spring Festival; the 9th is worked; 4 and 18 February made up
        ("2025-01-17", "2025-02-20"),  # Spring Festival; 26 January and 8 February made up
        ("2026-02-06", "2026-03-12"),  # nine days off; 14 and 28 February made up
        ("2018-12-14", "2019-01-14"),  # 29 December 2018 is made up by the notice for 2019
    ],
)
def test_twenty_working_days_over_holidays(announced: WorkCalendar, start: str, due: str) -> None:
    assert announced.add_workdays(date.fromisoformat(start), 20) == date.fromisoformat(due)


def test_2024_had_251_working_days(announced: WorkCalendar) -> None:
    assert announced.workdays_between(date(2023, 12, 31), date(2024, 12, 31)) == 251
