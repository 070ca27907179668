"""Pages of the follow-up (后续处置)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.core.workflow.follow_up import FOLLOW_UP
from mingcha.followup.actions import follow_ups as actions
from mingcha.followup.attachment import attachment
from mingcha.followup.models import FollowUp, FollowUpStep
from mingcha.followup.selectors.follow_ups import (
    OVER,
    get_follow_up,
    over,
    overdue,
    visible_follow_ups,
)
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.web.answers import accepted, tried
from mingcha.web.followup.forms import (
    CloseForm,
    EvidenceForm,
    ExtendForm,
    FailForm,
    OrderForm,
    PassForm,
    TakeBackForm,
    TransferForm,
)
from mingcha.web.people import person
from mingcha.web.status_bar import status_bar

_PER_PAGE = 25
_MAY_SEE = (P.FOLLOWUP_HANDLE, P.FOLLOWUP_RECHECK, P.TARGET_EDIT)
_FORMS: dict[str, tuple[type[forms.Form], Callable[..., object]]] = {
    "order": (OrderForm, actions.order_rectification),
    "extend": (ExtendForm, actions.extend),
    "submit_evidence": (EvidenceForm, actions.submit_evidence),
    "pass": (PassForm, actions.pass_re_check),
    "fail": (FailForm, actions.fail_re_check),
    "transfer": (TransferForm, actions.transfer),
    "take_back": (TakeBackForm, actions.take_back),
    "close": (CloseForm, actions.close),
}


@permitted(*_MAY_SEE)
@require_GET
def follow_up_list(request: HttpRequest) -> HttpResponse:
    """List the ledger: open ones by deadline, or what is over."""
    rows = visible_follow_ups(person(request))
    shown = request.GET.get("show", "open")
    lists = {
        "open": rows.exclude(state__in=OVER),
        "overdue": overdue(rows),
        "over": over(rows),
    }
    if shown not in lists:
        raise NotFound
    titles = {"open": "办理中", "overdue": "已逾期", "over": "已办结和已移送"}
    tabs = [
        {"title": title, "url": f"?show={key}", "active": key == shown, "count": lists[key].count()}
        for key, title in titles.items()
    ]
    page = Paginator(lists[shown], _PER_PAGE).get_page(request.GET.get("page"))
    states = [(row, FOLLOW_UP.states[row.state]) for row in page]
    return render(request, "web/followup/list.html", {"tabs": tabs, "page": page, "rows": states})


@permitted(*_MAY_SEE)
@require_GET
def follow_up_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one: what was found, where it stands, what was done."""
    user = person(request)
    follow_up = get_follow_up(user, pk)
    return render(request, "web/followup/detail.html", _context(user, follow_up))


@permitted(P.FOLLOWUP_HANDLE, P.FOLLOWUP_RECHECK)
@require_http_methods(["GET", "POST"])
def follow_up_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Ask for what the step needs, and take it."""
    user = person(request)
    follow_up = get_follow_up(user, pk)
    if verb == "start_re_check" and request.method == "POST":
        start = lambda: actions.start_re_check(by=user, follow_up=follow_up)  # noqa: E731
        tried(request, start, "已开始复核")
        return redirect("follow-up", pk=pk)
    if verb not in _FORMS:
        raise NotFound
    form_class, act = _FORMS[verb]
    form = form_class(request.POST or None, request.FILES or None)
    if request.method == "POST" and accepted(
        form, lambda: act(by=user, follow_up=follow_up, **_values(form))
    ):
        return redirect("follow-up", pk=pk)
    context = {"follow_up": follow_up, "form": form, "verb": FOLLOW_UP.verbs[verb]}
    return render(request, "web/followup/step.html", context)


@permitted(*_MAY_SEE)
@require_GET
def follow_up_file(request: HttpRequest, pk: int, step: int) -> HttpResponse:
    """Give a step's file."""
    follow_up = get_follow_up(person(request), pk)
    found = FollowUpStep.objects.filter(follow_up=follow_up, pk=step).first()
    if found is None or found.content is None:
        raise NotFound
    response = HttpResponse(bytes(found.content), content_type=found.media_type)
    response.headers["Content-Disposition"] = "inline"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _values(form: forms.Form) -> dict[str, Any]:
    values = dict(form.cleaned_data)
    if "file" in values:
        values["file"] = attachment(values["file"].name, values["file"].read())
    return values


def _context(user: User, follow_up: FollowUp) -> dict[str, object]:
    is_own = user.department_id == follow_up.object_task.sub_task.department_id
    offers = FOLLOW_UP.actions(follow_up.state, user.permissions) if is_own else ()
    record = getattr(follow_up.object_task, "record", None)
    return {
        "follow_up": follow_up,
        "record": record,
        "state": FOLLOW_UP.states[follow_up.state],
        "steps": status_bar(FOLLOW_UP, follow_up.state),
        "first": offers[0] if offers else None,
        "others": offers[1:],
        "problems": record.item_results.filter(outcome="problem") if record else [],
        "history": [
            (step, FOLLOW_UP.verbs.get(step.action, step.action)) for step in follow_up.steps.all()
        ],
    }
