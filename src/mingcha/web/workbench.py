"""The workbench: what is to be done, by deadline, and how the year stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.followup.selectors import waiting as followup
from mingcha.foundation import clock
from mingcha.foundation.access import signed_in
from mingcha.foundation.to_do import ToDo
from mingcha.inspections.selectors import waiting as inspections
from mingcha.notices.selectors import recusal_requests as notices
from mingcha.plans.selectors import waiting as plans
from mingcha.plans.selectors.occurrences import days_of_year
from mingcha.publication.selectors import waiting as publication
from mingcha.registers.selectors import waiting as registers
from mingcha.reports.selectors import waiting as reports
from mingcha.reports.selectors.standing import departments_standing, standings
from mingcha.tasks.selectors import waiting as tasks
from mingcha.triggers.selectors import waiting as triggers
from mingcha.web.people import person

_STATIONS: tuple[Callable[[User], Iterable[ToDo]], ...] = (
    registers.waiting_for,
    plans.waiting_for,
    tasks.waiting_for,
    inspections.waiting_for,
    publication.waiting_for,
    followup.waiting_for,
    triggers.waiting_for,
    notices.waiting_for,
    reports.waiting_for,
)
_SHOWN = 20
_DAYS_SHOWN = 6


def to_dos(user: User) -> list[ToDo]:
    """Return what waits for somebody at all stations, the most urgent first."""
    found = [to_do for station in _STATIONS for to_do in station(user)]
    return sorted(found, key=lambda to_do: (to_do.due, to_do.title))


@signed_in
@require_GET
def workbench(request: HttpRequest) -> HttpResponse:
    """Show the to-dos of who asks; to the coordination office also how the year stands."""
    user = person(request)
    waiting = to_dos(user)
    context: dict[str, object] = {"to_dos": waiting[:_SHOWN], "total": len(waiting)}
    if user.may(P.TARGET_VIEW):
        year = clock.today().year
        context |= {
            "year": year,
            "days": [day for day in days_of_year(user, year) if not day.is_done][:_DAYS_SHOWN],
            "standings": standings(user.region, year),
        }
        if user.may(P.TARGET_EDIT):
            context["departments"] = departments_standing(user.region, year)
    return render(request, "web/workbench.html", context)
