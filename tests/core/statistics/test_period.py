from __future__ import annotations

from datetime import date

import pytest

from mingcha.core.statistics.period import Period, PeriodMode


@pytest.mark.parametrize(("month", "last"), [(1, 31), (2, 29), (4, 30), (12, 31)])
def test_a_month_goes_from_its_first_to_its_last_day(month: int, last: int) -> None:
    assert Period.month(2024, month) == Period(date(2024, month, 1), date(2024, month, last))


def test_both_ends_belong_to_a_period_and_no_day_does_not() -> None:
    year = Period.year(2024)
    assert date(2024, 1, 1) in year
    assert date(2024, 12, 31) in year
    assert date(2023, 12, 31) not in year
    assert date(2025, 1, 1) not in year
    assert None not in year


def test_a_row_covers_the_month_or_the_year_so_far() -> None:
    march = Period.month(2024, 3)
    assert PeriodMode.MONTHLY.period(march) == march
    assert PeriodMode.CUMULATIVE.period(march) == Period(date(2024, 1, 1), date(2024, 3, 31))
