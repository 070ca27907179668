"""Filling the table of holidays and make-up days from a package that follows the yearly notices."""

from __future__ import annotations

from chinese_calendar import Holiday, constants

from mingcha.orgs.models import CalendarDay


def load_holidays() -> int:
    """Write the days that are not what their weekday says; returns how many are known now.

    Days that somebody entered by hand stay as they are.
    """
    titles = {holiday.value: holiday.chinese for holiday in Holiday}
    days = [
        CalendarDay(date=day, is_workday=is_workday, name=titles[name])
        for is_workday, source in ((False, constants.holidays), (True, constants.workdays))
        for day, name in source.items()
    ]
    CalendarDay.objects.bulk_create(days, ignore_conflicts=True)
    return CalendarDay.objects.count()
