"""The days a figure covers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Period:
    """All days from ``first`` to ``last``, both of them in it."""

    first: date
    last: date

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """Return a calendar month."""
        first = date(year, month, 1)
        next_month = (first + timedelta(days=31)).replace(day=1)
        return cls(first, next_month - timedelta(days=1))

    @classmethod
    def year(cls, year: int) -> Period:
        """Return a calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    def __contains__(self, day: date | None) -> bool:
        """Tell whether ``day`` lies in the period; no day does not."""
        return day is not None and self.first <= day <= self.last

    def since_new_year(self) -> Period:
        """Return the stretch from 1 January of its last day's year to its last day."""
        return Period(self.last.replace(month=1, day=1), self.last)


class PeriodMode(StrEnum):
    """What a row of a form covers when a month is reported (G-14)."""

    MONTHLY = "monthly"
    CUMULATIVE = "cumulative"

    def period(self, reported: Period) -> Period:
        """Return the days that the row covers in the report of that month."""
        return reported if self is PeriodMode.MONTHLY else reported.since_new_year()
