"""Pages of the yearly plans."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.accounts.policies import sees_classes
from mingcha.accounts.selectors.names import names_of
from mingcha.core.workflow.plan import PLAN
from mingcha.foundation import clock
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.plans.actions import lines as line_actions
from mingcha.plans.actions import plans as actions
from mingcha.plans.findings import findings
from mingcha.plans.models import AnnualPlan, PlanLine, PlanVersion
from mingcha.plans.selectors.differences import described, differences
from mingcha.plans.selectors.filings import filing_of
from mingcha.plans.selectors.plan_coverage import execution, planning_year, without_plan
from mingcha.plans.selectors.plans import get_plan, newest_version, newest_versions
from mingcha.publication.models.publication import PublicationKind
from mingcha.publication.selectors.snapshots import newest as newest_publication
from mingcha.publication.snapshots.plan import plan_key
from mingcha.registers.models import IndustryCheck
from mingcha.registers.selectors.industry_checks import get_check, row_of
from mingcha.reports.desk.board import board
from mingcha.reports.desk.caps import CapsOnDesk
from mingcha.tasks.selectors.shares import covered_lines
from mingcha.web.answers import accepted, tried
from mingcha.web.people import person
from mingcha.web.plans.desk_figures import LineRow, row
from mingcha.web.plans.forms import LineForm, PlanForm
from mingcha.web.plans.tabs import plan_tabs
from mingcha.web.status_bar import status_bar

_ON_A_PAGE = 50


@permitted(P.PLAN_VIEW)
@require_GET
def plan_list(request: HttpRequest) -> HttpResponse:
    """List the plans within the scope, newest year first."""
    user, year = person(request), planning_year(clock.today())
    page = Paginator(newest_versions(user), _ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(version.plan, version, PLAN.states[version.state]) for version in page],
        "tabs": plan_tabs("plans"),
        "year": year,
        "missing": [
            (each, PLAN.states[each.version.state] if each.version else "还没有编制")
            for each in without_plan(user, year)
        ],
    }
    return render(request, "web/plans/list.html", context)


@permitted(P.PLAN_EDIT)
@require_http_methods(["GET", "POST"])
def plan_new(request: HttpRequest) -> HttpResponse:
    """Begin a plan."""
    user = person(request)
    year = planning_year(clock.today())
    name = user.department.name if user.department else ""
    initial = {"year": year, "title": f"{name}{year}年度随机抽查工作计划"}
    form = PlanForm(request.POST or None, initial=initial)
    if request.method == "POST":
        made = accepted(form, lambda: actions.create_plan(by=user, **form.cleaned_data))
        if made:
            return redirect("plan", pk=made.plan_id)
    return render(request, "web/plans/new.html", {"form": form})


@permitted(P.PLAN_VIEW)
@require_GET
def plan_detail(request: HttpRequest, pk: int, number: int | None = None) -> HttpResponse:
    """Show a version: the newest one, or the one asked for."""
    user = person(request)
    plan = get_plan(user, pk)
    newest = newest_version(plan)
    version = newest if number is None else plan.versions.filter(number=number).first()
    if version is None:
        raise NotFound
    is_newest = version == newest
    is_own = user.department_id == plan.department_id
    offers = PLAN.actions(version.state, user.permissions) if is_newest and is_own else ()
    context = {
        "plan": plan,
        "version": version,
        "is_newest": is_newest,
        "steps": status_bar(PLAN, version.state),
        "offers": {offer.action: offer for offer in offers},
        "may_edit": is_own
        and is_newest
        and version.state in {"draft", "returned"}
        and user.may(P.PLAN_EDIT),
        "may_change": is_own and version.state == "published" and user.may(P.PLAN_EDIT),
        "lines": [(line, described(line)) for line in _lines(version)],
        "findings": findings(version)
        if version.state in {"draft", "returned", "in_review"}
        else [],
        "differences": differences(version),
        "execution": execution(version) if version.state == "published" else None,
        "covered": covered_lines(version) if version.state == "published" else [],
        "filing": filing_of(version),
        "may_file": is_own and version.state == "published" and user.may(P.PLAN_SUBMIT),
        "versions": _versions(plan),
        "publication": newest_publication(PublicationKind.PLAN, plan_key(plan)),
    }
    return render(request, "web/plans/detail.html", context)


def _versions(plan: AnnualPlan) -> list[dict[str, object]]:
    rows = list(plan.versions.all())
    names = names_of(name for row in rows for name in (row.drafted_by, row.approved_by) if name)
    return [
        {
            "row": row,
            "state": PLAN.states[row.state],
            "drafter": names[row.drafted_by],
            "approver": names.get(row.approved_by, ""),
        }
        for row in rows
    ]


def _lines(version: PlanVersion) -> list[PlanLine]:
    return list(
        version.lines.prefetch_related(
            "items__versions", "cooperating", "cooperating_items__versions"
        )
    )


@permitted(P.PLAN_EDIT)
@require_http_methods(["GET", "POST"])
def line_form(request: HttpRequest, pk: int, line_no: int | None = None) -> HttpResponse:
    """Add a line to the version in work, or change one."""
    user = person(request)
    version = newest_version(get_plan(user, pk))
    line = version.lines.filter(line_no=line_no).first() if line_no else None
    if line_no and line is None:
        raise NotFound
    preset = _industry(request, user) if line is None else None
    form = LineForm(request.POST or None, instance=line, version=version, row=preset)
    context: dict[str, object] = {"form": form, "version": version, "line": line}
    if "try" in request.POST:
        context["row"] = _tried_out(form, user)
    elif request.method == "POST":
        written = accepted(
            form,
            lambda: line_actions.write_line(
                by=user,
                version=version,
                line=line,
                values=form.values,
                items=form.cleaned_data["items"],
                cooperating=form.cleaned_data["cooperating"],
                cooperating_items=form.proposed_items,
            ),
        )
        if written:
            return redirect("plan", pk=pk)
    return render(request, "web/plans/line.html", context)


def _tried_out(form: LineForm, user: User) -> LineRow | None:
    """Return what the line that is being written would do; None as long as it does not say enough."""
    trial = form.trial
    if trial is None:
        return None
    found = board(trial.line.version, trial)
    each = next(each for each in found.lines if each.line is trial.line)
    return row(found, CapsOnDesk(found), each, with_classes=sees_classes(user))


def _industry(request: HttpRequest, user: User) -> IndustryCheck | None:
    """Return the row of the 1+X list that the line is to be made from."""
    asked = request.GET.get("industry", "")
    is_number = asked.isascii() and asked.isdigit() and len(asked) < len(str(2**31))
    row = get_check(user, int(asked)) if is_number else None
    if row and (row.department_id != user.department_id or row.retired_on):
        raise NotFound("只有牵头部门可以把在用的行业列入计划")
    if row and not row_of(row).is_complete:
        raise NotFound("这一行没有在用的发起事项，先在一业一查中补上")
    return row


@permitted(P.PLAN_EDIT)
@require_POST
def line_remove(request: HttpRequest, pk: int, line_no: int) -> HttpResponse:
    """Leave a line out of the version in work."""
    user = person(request)
    version = newest_version(get_plan(user, pk))
    line = version.lines.filter(line_no=line_no).first()
    if line is None:
        raise NotFound
    remove = partial(line_actions.remove_line, by=user, version=version, line=line)
    tried(request, remove, f"已删去第 {line_no} 条")
    return redirect("plan", pk=pk)


@permitted(P.PLAN_EDIT, P.PLAN_SUBMIT, P.PLAN_APPROVE, P.PLAN_PUBLISH)
@require_POST
def plan_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Take a step of the state table, or begin a new version."""
    user = person(request)
    plan = get_plan(user, pk)
    version, reason = newest_version(plan), request.POST.get("reason", "")
    steps: dict[str, Callable[[], object]] = {
        "submit": partial(actions.submit_plan, by=user, version=version),
        "withdraw": partial(actions.withdraw_plan, by=user, version=version),
        "return": partial(actions.return_plan, by=user, version=version, reason=reason),
        "approve": partial(actions.approve_plan, by=user, version=version),
        "publish": partial(actions.publish_plan, by=user, version=version),
        "change": partial(actions.change_plan, by=user, plan=plan, reason=reason),
    }
    if verb not in steps:
        raise NotFound
    tried(request, steps[verb], f"已{PLAN.verbs.get(verb, '开始调整')}")
    return redirect("plan", pk=pk)
