"""Records waiting for review, how far the inspections are, and what must be public by when."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST
from django_tables2 import RequestConfig

from mingcha.accounts.permissions import Permission as P
from mingcha.core.workflow.object_task import OBJECT_TASK
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.inspections.actions.reviews import approve_record, return_record
from mingcha.inspections.actions.teams import entry_has_begun
from mingcha.inspections.marks import mark_of
from mingcha.inspections.policies import not_in_team
from mingcha.inspections.selectors import deadlines as due
from mingcha.inspections.selectors.reviews import (
    get_visible,
    record_of,
    visible_object_tasks,
    waiting_for_review,
)
from mingcha.notices.actions.issuing import JUDGED
from mingcha.publication.selectors.joint import is_joint
from mingcha.web.answers import tried
from mingcha.web.people import person
from mingcha.web.reviews.sheet import sheet
from mingcha.web.reviews.tables import ProgressFilter, ProgressTable
from mingcha.web.reviews.tabs import tabs
from mingcha.web.status_bar import status_bar


@permitted(P.TASK_VIEW)
@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """List what waits for a reviewer; others see the deadlines."""
    user = person(request)
    if not user.may(P.RESULT_REVIEW):
        return redirect("review-deadlines")
    rows = waiting_for_review(user)
    context = {"rows": rows, "tabs": tabs(request, "reviews")}
    return render(request, "web/reviews/waiting.html", context)


@permitted(P.TASK_VIEW)
@require_GET
def progress(request: HttpRequest) -> HttpResponse:
    """List the object tasks in scope, where each stands."""
    rows = visible_object_tasks(person(request))
    found = ProgressFilter(request.GET, rows)
    table = ProgressTable(found.qs)
    RequestConfig(request, paginate={"per_page": 25}).configure(table)
    context = {
        "filter": found,
        "table": table,
        "count": found.qs.count(),
        "tabs": tabs(request, "review-progress"),
    }
    return render(request, "web/reviews/progress.html", context)


@permitted(P.TASK_VIEW)
@require_GET
def deadlines(request: HttpRequest) -> HttpResponse:
    """List what is overdue and what is due soon."""
    user = person(request)
    context = {
        "overdue": due.overdue_publications(user),
        "soon": due.due_soon(user),
        "total": due.unpublished(user).count(),
        "unknown_years": due.years_without_calendar(user),
        "tabs": tabs(request, "review-deadlines"),
        "states": OBJECT_TASK.states,
    }
    return render(request, "web/reviews/deadlines.html", context)


@permitted(P.TASK_VIEW)
@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one object task: its team, its record, and what may be done."""
    user = person(request)
    row = get_visible(user, pk)
    record = record_of(row)
    own = user.department_id == row.sub_task.department_id
    may_judge = own and user.may(P.RESULT_REVIEW)
    offers = {offer.action for offer in OBJECT_TASK.actions(row.state, user.permissions)}
    context = {
        "row": row,
        "record": record,
        "sheet": sheet(record) if record else None,
        "opened": mark_of(record) if record else "",
        "steps": status_bar(OBJECT_TASK, row.state),
        "state": OBJECT_TASK.states[row.state],
        "why_not": not_in_team(user, row) if may_judge else None,
        "may_judge": may_judge and "approve" in offers,
        "may_end": may_judge and "terminate" in offers,
        "may_correct": may_judge and "correct" in offers,
        "may_replace": own and user.may(P.TASK_APPROVE) and not entry_has_begun(row),
        "is_joint": is_joint(row),
        "may_tell": row.state in JUDGED and user.may(P.TASK_VIEW),
        "may_prove": own and user.may(P.TASK_ISSUE),
        "reviews": record.reviews.all() if record else [],
    }
    return render(request, "web/reviews/detail.html", context)


@permitted(P.RESULT_REVIEW)
@require_POST
def step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Return or approve."""
    user = person(request)
    record = record_of(get_visible(user, pk))
    if record is None:
        raise NotFound
    reason = request.POST.get("reason", "")
    steps: dict[str, tuple[Callable[[], object], str]] = {
        "return": (partial(return_record, by=user, record=record, reason=reason), "已退回检查组"),
        "approve": (
            partial(approve_record, by=user, record=record, opened=request.POST.get("opened", "")),
            "已审定，等待公示",
        ),
    }
    if verb not in steps:
        raise NotFound
    act, done = steps[verb]
    if tried(request, act, done):
        return redirect("reviews")
    return redirect("review", pk=pk)
