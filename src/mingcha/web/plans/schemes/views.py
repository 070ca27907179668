"""The tree of a year's schemes, a scheme, and its steps (R-027)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.core.workflow.annual_scheme import ANNUAL_SCHEME
from mingcha.core.workflow.machine import Offer
from mingcha.foundation import clock
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import Forbidden, NotFound
from mingcha.plans.actions import schemes as actions
from mingcha.plans.models import AnnualScheme
from mingcha.plans.models.annual_scheme import SchemeIssuer
from mingcha.plans.obligation_policies import sets_for
from mingcha.plans.scheme_policies import may_draft_for
from mingcha.plans.scheme_rules import superior_schemes
from mingcha.plans.selectors.obligations import breakdown
from mingcha.plans.selectors.plan_coverage import planning_year
from mingcha.plans.selectors.schemes import get_scheme, missing_schemes, scheme_tree
from mingcha.web.answers import accepted, tried
from mingcha.web.obligations.views import whom
from mingcha.web.people import person
from mingcha.web.plans.schemes.forms import NewSchemeForm, SchemeForm
from mingcha.web.plans.tabs import plan_tabs, year_asked, years_about
from mingcha.web.status_bar import status_bar


@permitted(P.PLAN_VIEW)
@require_GET
def scheme_list(request: HttpRequest) -> HttpResponse:
    """Show the year's schemes as a tree, and who has issued none."""
    user, year = person(request), year_asked(request)
    states = ANNUAL_SCHEME.states
    tree = scheme_tree(user, year)
    missing = missing_schemes(user, year)
    context = {
        "tabs": plan_tabs("annual-schemes"),
        "year": year,
        "years": years_about(year),
        "branches": [(branch, states[branch.scheme.state]) for branch in tree],
        "missing": [(row, states[row.scheme.state] if row.scheme else "") for row in missing],
        "may_draft": bool(may_draft_for(user)),
    }
    return render(request, "web/plans/schemes/list.html", context)


@permitted(P.SCHEME_EDIT)
@require_http_methods(["GET", "POST"])
def scheme_new(request: HttpRequest) -> HttpResponse:
    """Begin a scheme."""
    user = person(request)
    issuers = may_draft_for(user)
    if not issuers or user.department is None:
        raise Forbidden
    year = planning_year(clock.today())
    of_region = issuers[0] == SchemeIssuer.REGION
    name = user.region.name if of_region else user.department.name
    initial = {"year": year, "title": f"{name}{year}年度“双随机、一公开”监管工作实施方案"}
    form = NewSchemeForm(request.POST or None, issuers=issuers, initial=initial)
    if request.method == "POST":
        made = accepted(form, lambda: actions.create_scheme(by=user, **form.cleaned_data))
        if made:
            return redirect("annual-scheme-edit", pk=made.pk)
    return render(request, "web/plans/schemes/new.html", {"form": form})


@permitted(P.PLAN_VIEW)
@require_GET
def scheme_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a scheme: where it stands, its text and files, the one above and those below it."""
    user = person(request)
    scheme = get_scheme(user, pk)
    offers = {offer.action: offer for offer in _offers(scheme, user)}
    context = {
        "tabs": plan_tabs("annual-schemes"),
        "scheme": scheme,
        "steps": status_bar(ANNUAL_SCHEME, scheme.state),
        "offers": offers,
        "may_edit": _may_draft(scheme, user) and scheme.state in {"draft", "returned"},
        "parent": _seen(user, scheme.parent_id),
        "superior_waits": not scheme.parent_id
        and not superior_schemes(
            scheme.issuer, scheme.department, scheme.region, scheme.year
        ).exists(),
        "children": scheme.children.filter(state="issued").select_related("department", "region"),
        "files": scheme.listed_files,
    } | _broken_down(user, scheme)
    return render(request, "web/plans/schemes/detail.html", context)


def _broken_down(user: User, scheme: AnnualScheme) -> dict[str, object]:
    """Return the tasks into which an issued scheme is broken down, for those who see any (R-147)."""
    issuer = scheme.department if scheme.issuer == SchemeIssuer.DEPARTMENT else None
    is_issued = scheme.issued_at is not None
    rows = breakdown(user, scheme) if is_issued and user.may(P.TARGET_VIEW) else []
    return {
        "tasks": [(row, whom(row)) for row in rows],
        "may_break_down": is_issued and sets_for(user, scheme.region, issuer),
    }


def _seen(user: User, pk: int | None) -> AnnualScheme | None:
    try:
        return get_scheme(user, pk) if pk else None
    except NotFound:
        return None


def _may_draft(scheme: AnnualScheme, user: User) -> bool:
    return user.department_id == scheme.department_id and scheme.issuer in may_draft_for(user)


def _offers(scheme: AnnualScheme, user: User) -> list[Offer]:
    if user.department_id != scheme.department_id:
        return []
    offered = ANNUAL_SCHEME.actions(scheme.state, user.permissions)
    may_draft = _may_draft(scheme, user)
    return [o for o in offered if o.permission != P.SCHEME_EDIT or may_draft]


@permitted(P.SCHEME_EDIT)
@require_http_methods(["GET", "POST"])
def scheme_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a draft."""
    user = person(request)
    scheme = get_scheme(user, pk)
    if not _may_draft(scheme, user) or scheme.state not in {"draft", "returned"}:
        raise NotFound("只有自己起草的草稿和被退回的方案可以编辑")
    form = SchemeForm(request.POST or None, instance=scheme)
    if request.method == "POST" and accepted(form, lambda: _written(user, scheme, form)):
        return redirect("annual-scheme", pk=pk)
    return render(request, "web/plans/schemes/edit.html", {"form": form, "scheme": scheme})


def _written(user: User, scheme: AnnualScheme, form: SchemeForm) -> AnnualScheme:
    parent = form.cleaned_data["parent"]
    return actions.write_scheme(by=user, scheme=scheme, text=form.text, parent=parent)


@permitted(P.SCHEME_EDIT, P.SCHEME_APPROVE)
@require_POST
def scheme_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Take a step of the state table."""
    user = person(request)
    scheme, reason = get_scheme(user, pk), request.POST.get("reason", "")
    steps: dict[str, Callable[[], object]] = {
        "submit": partial(actions.submit_scheme, by=user, scheme=scheme),
        "withdraw": partial(actions.withdraw_scheme, by=user, scheme=scheme),
        "return": partial(actions.return_scheme, by=user, scheme=scheme, reason=reason),
        "issue": partial(actions.issue_scheme, by=user, scheme=scheme),
        "revise": partial(actions.revise_scheme, by=user, scheme=scheme, reason=reason),
    }
    if verb not in steps:
        raise NotFound
    tried(request, steps[verb], f"已{ANNUAL_SCHEME.verbs[verb]}")
    return redirect("annual-scheme", pk=pk)
