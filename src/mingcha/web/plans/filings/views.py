"""Who has filed the plan, receiving what was filed, and the printed receipt (R-042)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.core.workflow.plan_filing import PLAN_FILING
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.plans.actions import filings as actions
from mingcha.plans.models import PlanFiling
from mingcha.plans.selectors.filings import filing_rows, get_filing
from mingcha.plans.selectors.plans import get_plan, version_in_force
from mingcha.web.answers import tried
from mingcha.web.people import person
from mingcha.web.plans.tabs import plan_tabs, year_asked, years_about


@permitted(P.PLAN_VIEW)
@require_GET
def filing_list(request: HttpRequest) -> HttpResponse:
    """List the departments with their plans in force and how these are filed."""
    user, year = person(request), year_asked(request)
    rows, states = filing_rows(user, year), PLAN_FILING.states
    context = {
        "tabs": plan_tabs("plan-filings"),
        "year": year,
        "years": years_about(year),
        "rows": [
            (row, states[row.filing.state] if row.filing else "", _receives(user, row.filing))
            for row in rows
        ],
        "open": sum(row.is_open for row in rows),
    }
    return render(request, "web/plans/filings/list.html", context)


def _receives(user: User, filing: PlanFiling | None) -> bool:
    """Tell whether the office that looks is the one that a filing waits for."""
    if filing is None or filing.state != "filed" or not user.may(P.PLAN_RECEIVE):
        return False
    return filing.version.plan.region_id == user.region_id


@permitted(P.PLAN_SUBMIT)
@require_POST
def filing_new(request: HttpRequest, plan: int) -> HttpResponse:
    """File the version in force."""
    user = person(request)
    version = version_in_force(get_plan(user, plan))
    if version is None:
        raise NotFound("计划公布以后才能报送备案")
    tried(request, partial(actions.file_plan, by=user, version=version), "已报送备案")
    return redirect("plan", pk=plan)


@permitted(P.PLAN_RECEIVE)
@require_POST
def filing_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Receive a filing, or send it back."""
    user = person(request)
    filing, reason = get_filing(user, pk), request.POST.get("reason", "")
    steps: dict[str, Callable[[], object]] = {
        "receive": partial(actions.receive_filing, by=user, filing=filing),
        "return": partial(actions.return_filing, by=user, filing=filing, reason=reason),
    }
    if verb not in steps:
        raise NotFound
    done = tried(request, steps[verb], f"已{PLAN_FILING.verbs[verb]}")
    if done and verb == "receive":
        return redirect("plan-filing-receipt", pk=pk)
    return redirect("plan-filing", pk=pk)


@permitted(P.PLAN_VIEW)
@require_GET
def filing_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a filing: what was filed, and what the office says to it."""
    user = person(request)
    filing = get_filing(user, pk)
    context = {
        "tabs": plan_tabs("plan-filings"),
        "filing": filing,
        "plan": filing.version.plan,
        "lines": filing.version.lines.count(),
        "state": PLAN_FILING.states[filing.state],
        "receives": _receives(user, filing),
    }
    return render(request, "web/plans/filings/detail.html", context)


@permitted(P.PLAN_VIEW)
@require_GET
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """Print the receipt of a filing that was received."""
    filing = get_filing(person(request), pk)
    if filing.state != "received":
        raise NotFound("双随办接收以后才有回执")
    context = {
        "filing": filing,
        "plan": filing.version.plan,
        "lines": filing.version.lines.count(),
    }
    return render(request, "web/plans/filings/receipt.html", context)
