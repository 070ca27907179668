from __future__ import annotations

from datetime import date

import pytest

from mingcha.core.workdays.calendar import WorkCalendar
from mingcha.core.workdays.deadline import Deadline, deadline, publication_deadline

NATIONAL_DAY_2025 = {date(2025, 10, day): False for day in range(1, 9)}
CALENDAR = WorkCalendar(NATIONAL_DAY_2025 | {date(2025, 9, 28): True, date(2025, 10, 11): True})


def test_a_result_is_public_within_twenty_working_days_of_the_signed_record() -> None:
    assert publication_deadline(date(2025, 9, 26), CALENDAR) == Deadline(date(2025, 10, 30), ())


def test_a_region_may_set_fewer() -> None:
    assert publication_deadline(date(2025, 9, 26), CALENDAR, 3).due == date(2025, 9, 30)


@pytest.mark.parametrize(
    ("start", "unknown"),
    [("2025-06-02", ()), ("2025-12-22", (2026,)), ("2024-12-22", (2024,)), ("2026-03-02", (2026,))],
)
def test_years_without_announced_holidays_are_told(start: str, unknown: tuple[int, ...]) -> None:
    assert deadline(date.fromisoformat(start), 20, CALENDAR).unknown_years == unknown


@pytest.mark.parametrize(
    ("today", "left", "overdue"),
    [("2025-09-30", 2, False), ("2025-10-10", 0, False), ("2025-10-11", -1, True)],
)
def test_days_left(today: str, left: int, *, overdue: bool) -> None:
    friday = Deadline(date(2025, 10, 10), ())
    assert friday.workdays_left(date.fromisoformat(today), CALENDAR) == left
    assert friday.is_overdue(date.fromisoformat(today)) is overdue
