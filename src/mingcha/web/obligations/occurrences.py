"""What is due: the list, one of it with what shows that it was done, and its steps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.core.workflow.occurrence import OCCURRENCE
from mingcha.foundation import clock
from mingcha.foundation.access import permitted
from mingcha.foundation.attachments import attachment
from mingcha.foundation.errors import NotFound
from mingcha.plans.actions import occurrences as actions
from mingcha.plans.evidence import seen_for
from mingcha.plans.models import Occurrence
from mingcha.plans.obligation_policies import answered_by, answers, sets_for
from mingcha.plans.selectors.occurrences import (
    DONE,
    get_occurrence,
    get_occurrence_file,
    overdue,
    visible_occurrences,
)
from mingcha.web.answers import accepted, tried
from mingcha.web.obligations.forms import FinishForm
from mingcha.web.obligations.tabs import year_tabs
from mingcha.web.people import person
from mingcha.web.plans.tabs import year_asked, years_about

_PER_PAGE = 50
_STATES = {"late": "逾期未完成", "ahead": "尚未到期", "done": "已完成", "all": "全部"}


@permitted(P.TARGET_VIEW)
@require_GET
def occurrence_list(request: HttpRequest) -> HttpResponse:
    """List what is due in a year: by how it stands, of one obligation, or of one day."""
    user, year = person(request), year_asked(request)
    asked = {name: request.GET.get(name, "") for name in ("obligation", "due", "mine")}
    state = request.GET.get("state", "")
    state = state if state in _STATES else "late"
    rows = _narrowed(visible_occurrences(user), user, year, asked)
    by_state = {
        "late": overdue(rows),
        "ahead": rows.exclude(DONE).filter(due_on__gte=clock.today()),
        "done": rows.filter(DONE),
        "all": rows,
    }
    kept = {name: value for name, value in asked.items() if value} | {"year": year}
    context = {
        "tabs": year_tabs("occurrences"),
        "year": year,
        "years": years_about(year),
        "page": Paginator(by_state[state], _PER_PAGE).get_page(request.GET.get("page")),
        "states": [
            {
                "title": title,
                "url": f"?{urlencode(kept | {'state': name})}",
                "active": name == state,
                "count": by_state[name].count(),
                "state": "late" if name == "late" and by_state[name].exists() else "",
            }
            for name, title in _STATES.items()
        ],
        "narrowed": any(asked.values()),
        "is_mine": bool(asked["mine"]),
        "words": OCCURRENCE.states,
    }
    return render(request, "web/obligations/occurrences.html", context)


def _narrowed(
    rows: QuerySet[Occurrence], user: User, year: int, asked: dict[str, str]
) -> QuerySet[Occurrence]:
    """Return the rows of a day, or of a year; an address that makes no sense narrows nothing."""
    try:
        day = Q(due_on=date.fromisoformat(asked["due"]))
    except ValueError:
        day = Q(due_on__year=year)
    rows = rows.filter(day)
    if asked["obligation"].isascii() and asked["obligation"].isdigit():
        rows = rows.filter(obligation__in=[int(asked["obligation"][:9])])
    return rows.filter(answered_by(user)) if asked["mine"] else rows


@permitted(P.TARGET_VIEW)
@require_GET
def occurrence_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is due, how it stands, and what the platform sees of it."""
    user = person(request)
    occurrence = get_occurrence(user, pk)
    form = FinishForm(initial={"done_on": clock.today()})
    return render(request, "web/obligations/occurrence.html", _context(user, occurrence, form))


def _context(user: User, occurrence: Occurrence, form: FinishForm) -> dict[str, object]:
    obligation = occurrence.obligation
    is_open = occurrence.state != "done"
    may_finish = is_open and answers(user, occurrence)
    return {
        "row": occurrence,
        "obligation": obligation,
        "state": OCCURRENCE.states[occurrence.state],
        "form": form if may_finish else None,
        "seen": seen_for([occurrence]).get(occurrence.pk) if is_open else None,
        "files": occurrence.files.defer("content"),
        "may_withdraw": not is_open and answers(user, occurrence),
        "may_return": not is_open
        and occurrence.done_by != user.username
        and sets_for(user, obligation.region, obligation.issuer),
    }


@permitted(P.TARGET_VIEW)
@require_POST
def occurrence_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Enter it as done, take over what the platform sees, or send it back."""
    user = person(request)
    occurrence, reason = get_occurrence(user, pk), request.POST.get("reason", "")
    if verb == "finish":
        return _finished(request, user, occurrence)
    steps: dict[str, Callable[[], object]] = {
        "adopt": partial(actions.adopt_seen, by=user, occurrence=occurrence),
        "withdraw": partial(actions.withdraw_occurrence, by=user, occurrence=occurrence),
        "return": partial(actions.return_occurrence, by=user, occurrence=occurrence, reason=reason),
    }
    if verb not in steps:
        raise NotFound
    tried(request, steps[verb], f"已{OCCURRENCE.verbs.get(verb, '登记完成')}")
    return redirect("occurrence", pk=pk)


def _finished(request: HttpRequest, user: User, occurrence: Occurrence) -> HttpResponse:
    form = FinishForm(request.POST, request.FILES)
    done = accepted(
        form,
        lambda: actions.finish_occurrence(
            by=user,
            occurrence=occurrence,
            done_on=form.cleaned_data["done_on"],
            note=form.cleaned_data["note"],
            upload=form.upload,
        ),
    )
    if done:
        return redirect("occurrence", pk=occurrence.pk)
    context = _context(user, get_occurrence(user, occurrence.pk), form)
    return render(request, "web/obligations/occurrence.html", context)


@permitted(P.TARGET_VIEW)
@require_GET
def occurrence_file(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """Hand out a file that shows it as done."""
    found = get_occurrence_file(person(request), pk, file)
    return attachment(bytes(found.content), found.media_type, found.file_name)
