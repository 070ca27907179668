"""One visit: where it stands, its day, and arriving."""

from __future__ import annotations

from datetime import date
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation import clock
from mingcha.foundation.access import permitted
from mingcha.inspections.actions.visits import book_visit, start_visit
from mingcha.inspections.policies import certificate_fault
from mingcha.inspections.selectors.checklist import next_open, screens
from mingcha.inspections.selectors.own import get_own
from mingcha.inspections.selectors.reviews import record_of
from mingcha.inspections.shared_visits import goes_along
from mingcha.web.answers import accepted
from mingcha.web.people import person
from mingcha.web.reviews.sheet import sheet
from mingcha.web.visits.forms import BookForm, StartForm
from mingcha.web.visits.lists import card
from mingcha.web.visits.phone import phone_page


@permitted(P.VISIT_RECORD)
@require_GET
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one object task: what it is, and the next thing to do."""
    row = get_own(person(request), pk)
    record = record_of(row)
    rows = screens(record) if record else []
    open_screen = next_open(rows)
    last_review = record.reviews.last() if record else None
    context: dict[str, object] = {
        "card": card(row),
        "row": row,
        "record": record,
        "sheet": sheet(record) if record else None,
        "open_screen": open_screen,
        "screens": rows,
        "items": row.sub_task.items.order_by("item__code"),
        "returned": last_review if row.state == "returned" else None,
        "together": goes_along(row),
        "back_url": reverse("visits"),
    }
    return phone_page(request, "visit.html", "today", context)


@permitted(P.VISIT_RECORD)
@require_http_methods(["GET", "POST"])
def book(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree on a day."""
    user = person(request)
    row = get_own(user, pk)
    form = BookForm(request.POST or None, row=row)
    if request.method == "POST":
        act = partial(book_visit, by=user, object_task=row)
        if accepted(form, lambda: act(**form.cleaned_data)):
            return redirect(_after_booking(request, pk, form.cleaned_data["day"]))
    back = _after_booking(request, pk, getattr(row, "planned_on", None))
    context: dict[str, object] = {"row": row, "form": form, "back_url": back}
    return phone_page(request, "book.html", "today", context)


def _after_booking(request: HttpRequest, pk: int, day: date | None) -> str:
    """Return to where the day was asked for: to its month of the calendar, or to the visit."""
    if request.GET.get("back") != "calendar":
        return reverse("visit", args=[pk])
    return f"{reverse('visit-calendar')}?month={day or clock.today():%Y-%m}"


@permitted(P.VISIT_RECORD)
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Arrive: who is there, how it is checked, that the certificates were shown."""
    user = person(request)
    row = get_own(user, pk)
    form = StartForm(request.POST or None, row=row)
    if request.method == "POST":
        act = partial(start_visit, by=user, object_task=row)
        if accepted(form, lambda: act(**form.answers)):
            return redirect("visit-questions", pk=pk)
    team = [(m, certificate_fault(m.inspector, clock.today())) for m in row.team.all()]
    context: dict[str, object] = {
        "row": row,
        "form": form,
        "team": team,
        "back_url": reverse("visit", args=[pk]),
    }
    return phone_page(request, "start.html", "today", context)
