"""Deadlines counted in working days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mingcha.core.workdays.calendar import WorkCalendar

PUBLICATION_WORKDAYS = 20
"""Working days within which a result is published (R-079); a region may set fewer."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day on which something is still in time.

    Attributes:
        due: That day, a working day.
        unknown_years: Years on the way whose holidays are not known, so that ``due`` may still
            move; faces warn of them.
    """

    due: date
    unknown_years: tuple[int, ...]

    def workdays_left(self, today: date, calendar: WorkCalendar) -> int:
        """Return the working days after ``today`` until the deadline; negative when overdue."""
        return calendar.workdays_between(today, self.due)

    def is_overdue(self, today: date) -> bool:
        """Tell whether the last day is over."""
        return today > self.due


def deadline(start: date, workdays: int, calendar: WorkCalendar) -> Deadline:
    """Return the deadline ``workdays`` working days after ``start``, which does not count."""
    due = calendar.add_workdays(start, workdays)
    years = range(start.year, due.year + 1)
    return Deadline(due, tuple(year for year in years if not calendar.knows(year)))


def publication_deadline(
    signed: date, calendar: WorkCalendar, workdays: int = PUBLICATION_WORKDAYS
) -> Deadline:
    """Return when the result of an inspection must be public (R-079).

    ``signed`` is the day on which the inspection's record was signed: with it the inspection is
    complete and the result has arisen (G-12).
    """
    return deadline(signed, workdays, calendar)
