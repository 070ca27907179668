"""Deadlines counted in working days, by the statutory calendar in the database."""

from __future__ import annotations

from datetime import date, timedelta

from mingcha.orgs.models import CalendarDay

_DAY = timedelta(days=1)
_FRIDAY = 4
_LONGEST_BREAK = 30  # days looked ahead beyond twice the number asked for; no holiday is longer


def add_workdays(start: date, count: int) -> date:
    """Return the ``count``-th working day after ``start``, which itself never counts."""
    end = start + _DAY * (2 * count + _LONGEST_BREAK)
    announced = CalendarDay.objects.filter(date__gt=start, date__lte=end)
    days = dict(announced.values_list("date", "is_workday"))
    day, left = start, count
    while left:
        day += _DAY
        left -= days.get(day, day.weekday() <= _FRIDAY)
    return day
