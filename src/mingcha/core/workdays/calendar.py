"""The statutory working-day calendar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)
_FRIDAY = 4


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Monday to Friday, with the exceptions that the State Council announces each November.

    Attributes:
        days: The exceptions: False for a holiday, True for a working day made up at a weekend.
    """

    days: Mapping[date, bool]

    def knows(self, year: int) -> bool:
        """Tell whether the exceptions of ``year`` are known.

        National Day is a holiday of every year and in every notice; other days may be in the
        notice of the year before or after.
        """
        return date(year, 10, 1) in self.days

    def is_workday(self, day: date) -> bool:
        """Tell whether ``day`` is a working day; weekdays decide where nothing is announced."""
        return self.days.get(day, day.weekday() <= _FRIDAY)

    def add_workdays(self, start: date, n: int) -> date:
        """Return the ``n``-th working day after ``start``, which itself never counts.

        A negative ``n`` counts backwards; with 0 it is ``start``, working day or not.
        """
        step = _DAY if n > 0 else -_DAY
        day, left = start, abs(n)
        while left:
            day += step
            left -= self.is_workday(day)
        return day

    def workdays_between(self, a: date, b: date) -> int:
        """Return how many working days come after ``a`` up to and with ``b``.

        Where ``b`` lies before ``a`` it is the number from ``b`` to ``a``, negative.
        """
        if b < a:
            return -self.workdays_between(b, a)
        return sum(self.is_workday(a + _DAY * n) for n in range(1, (b - a).days + 1))
