"""The working-day calendar as the database knows it."""

from __future__ import annotations

from mingcha.core.workdays.calendar import WorkCalendar
from mingcha.orgs.models import CalendarDay


def work_calendar(from_year: int, to_year: int) -> WorkCalendar:
    """Return the calendar of these years, both included; a few dozen rows a year."""
    days = CalendarDay.objects.filter(date__year__gte=from_year, date__year__lte=to_year)
    return WorkCalendar(dict(days.values_list("date", "is_workday")))
