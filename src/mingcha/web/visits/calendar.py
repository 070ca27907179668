"""日程: the month of one inspector, and the booked visits as a file for the own calendar."""

from __future__ import annotations

import calendar as months
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from mingcha.accounts.permissions import Permission as P
from mingcha.documents.icalendar import CONTENT_TYPE, Event, calendar_file
from mingcha.foundation import clock
from mingcha.foundation.access import permitted
from mingcha.foundation.attachments import attachment
from mingcha.inspections.selectors import calendar as selectors
from mingcha.inspections.selectors.calendar import DayEntry, DayKind
from mingcha.orgs.workcalendar import work_calendar
from mingcha.tasks.models import ObjectTask
from mingcha.web.people import person
from mingcha.web.visits.lists import card
from mingcha.web.visits.phone import phone_page

_FIRST_YEAR, _LAST_YEAR = 2000, 2100
_SHOWN = 50
_KEPT_DAYS = 31


@dataclass(frozen=True, slots=True)
class Day:
    """A day as the page shows it."""

    date: date
    entries: Sequence[DayEntry]
    is_within: bool
    is_workday: bool

    @property
    def is_clash(self) -> bool:
        """Tell whether a visit to come is booked where the inspector is away."""
        kinds = {each.kind for each in self.entries if each.moves or each.kind == DayKind.ABSENCE}
        return kinds == {DayKind.VISIT, DayKind.ABSENCE}


@permitted(P.VISIT_RECORD)
@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """Show one month: booked visits, last days of tasks, absences, training; below, what has no day."""
    user = person(request)
    first = month_asked(request.GET)
    weeks = months.Calendar().monthdatescalendar(first.year, first.month)
    found = selectors.days_between(user, weeks[0][0], weeks[-1][-1])
    working = work_calendar(weeks[0][0].year, weeks[-1][-1].year)
    unbooked = selectors.unbooked_visits(user)
    context: dict[str, object] = {
        "month": first,
        "before": _month_beside(first, -1),
        "after": _month_beside(first, 1),
        "this_month": clock.today().replace(day=1),
        "today": clock.today(),
        "days": [
            Day(day, found.get(day, ()), day.month == first.month, working.is_workday(day))
            for week in weeks
            for day in week
        ],
        "is_bare": not any(day.month == first.month for day in found),
        "unbooked": [card(row) for row in unbooked[:_SHOWN]],
        "unbooked_count": unbooked.count(),
        "back_url": reverse("visits"),
    }
    return phone_page(request, "calendar.html", "today", context)


@permitted(P.VISIT_RECORD)
@require_GET
def calendar_download(request: HttpRequest) -> HttpResponse:
    """Give the booked visits as .ics: name and address alone, of unannounced checks neither."""
    since = clock.today() - timedelta(days=_KEPT_DAYS)
    host = request.get_host().partition(":")[0]
    rows = selectors.booked_visits(person(request), since)
    content = calendar_file([_event(row, host) for row in rows])
    return attachment(content, CONTENT_TYPE, "检查日程.ics")


def month_asked(asked: Mapping[str, str]) -> date:
    """Return the first day of the month that an address names, else of this month."""
    try:
        found = date.fromisoformat(f"{asked.get('month', '')}-01")
    except ValueError:
        return clock.today().replace(day=1)
    return found if _FIRST_YEAR <= found.year < _LAST_YEAR else clock.today().replace(day=1)


def _month_beside(first: date, step: int) -> date:
    return (first + timedelta(days=31 if step > 0 else -1)).replace(day=1)


def _event(row: ObjectTask, host: str) -> Event:
    is_told = not selectors.is_unannounced(row)
    return Event(
        uid=f"object-task-{row.pk}@{host}",
        day=selectors.planned_on(row),
        changed_at=row.updated_at,
        summary=f"入企检查：{row.object.name}" if is_told else "入企检查（不事先通知）",
        place=row.object.address if is_told else "",
    )
