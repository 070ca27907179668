"""Holidays and make-up days by year."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation import clock
from mingcha.foundation.access import permitted
from mingcha.orgs.actions import calendar as actions
from mingcha.orgs.selectors import organisation as reading
from mingcha.web.administration.forms import DayForm
from mingcha.web.administration.tabs import tabs
from mingcha.web.answers import accepted, tried
from mingcha.web.people import person

_FIRST, _LAST = 2000, 2100


@permitted(P.SYSTEM_ADMIN)
@require_http_methods(["GET", "POST"])
def calendar(request: HttpRequest) -> HttpResponse:
    """Show a year's days and add or change one; warn of years that are not known."""
    user = person(request)
    year = _year(request)
    form = DayForm(request.POST or None)
    if request.method == "POST":
        put = partial(actions.set_day, by=user)
        made = accepted(form, lambda: put(**form.cleaned_data))
        if made:
            return redirect(f"{reverse('calendar')}?year={made.date.year}")
    context = {
        "tabs": tabs(user, "calendar"),
        "days": reading.calendar_days(user, year),
        "years": [
            {"title": f"{each}年", "url": f"?year={each}", "active": each == year}
            for each in range(clock.today().year - 2, clock.today().year + 2)
        ],
        "unknown": reading.unknown_years(),
        "form": form,
    }
    return render(request, "web/administration/calendar.html", context)


@permitted(P.SYSTEM_ADMIN)
@require_POST
def day_clear(request: HttpRequest, day: str) -> HttpResponse:
    """Make a day ordinary again."""
    user = person(request)
    row = reading.get_day(user, day)
    reason, year = request.POST.get("reason", ""), row.date.year
    tried(request, lambda: actions.clear_day(by=user, row=row, reason=reason), "已删除这一天的安排")
    return redirect(f"{reverse('calendar')}?year={year}")


def _year(request: HttpRequest) -> int:
    text = request.GET.get("year", "")
    year = int(text) if text.isdecimal() and len(text) == len("2026") else clock.today().year
    return min(max(year, _FIRST), _LAST)
