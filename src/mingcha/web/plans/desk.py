"""Pages of the planner's desk: what the plan would do, and which lines should become one."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.accounts.policies import sees_classes
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.plans.actions import merging as actions
from mingcha.plans.models import MergeProposal, PlanVersion
from mingcha.plans.models.merge_proposal import MergeState
from mingcha.plans.policies import IN_WORK
from mingcha.plans.selectors.differences import described, ratios_text
from mingcha.plans.selectors.merging import get_merge_proposal, merge_proposals
from mingcha.plans.selectors.plans import get_plan, newest_version
from mingcha.reports.desk.board import Board, LineOnDesk, board
from mingcha.reports.desk.comparison import year_before
from mingcha.reports.desk.emphasis import emphasis
from mingcha.reports.desk.load import loads
from mingcha.reports.desk.overlaps import Overlap, better_of, overlaps
from mingcha.reports.desk.simulation import simulated
from mingcha.reports.desk.targets import prospects
from mingcha.reports.desk.years import comparable_years
from mingcha.web.answers import tried
from mingcha.web.people import person
from mingcha.web.plans import desk_figures


@permitted(P.PLAN_VIEW)
@require_GET
def desk(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what the plan would do with the registers as they are now."""
    user = person(request)
    version = newest_version(get_plan(user, pk))
    found = board(version)
    context = {
        "version": version,
        "plan": version.plan,
        "at": found.at,
        "targets": prospects(found),
        "emphasis": emphasis(found),
        "may_report": user.may(P.REPORT_VIEW),
        "lines": desk_figures.rows(found, with_classes=sees_classes(user)),
        "loads": desk_figures.load_bars(loads(found)),
        "overlaps": desk_figures.overlap_bars(overlaps(found)),
        "before": year_before(found),
        "comparable": comparable_years(version.plan),
        "once_a_year": found.once_a_year,
        "others": len(found.others),
        "may_edit": _may_edit(user, version),
    }
    return render(request, "web/plans/desk.html", context)


@permitted(P.PLAN_VIEW)
@require_http_methods(["GET", "POST"])
def overlap(request: HttpRequest, pk: int, line_no: int, other: int) -> HttpResponse:
    """Show two lines drawn apart and together over the real registers; propose to merge them."""
    user = person(request)
    version = newest_version(get_plan(user, pk))
    found = _pair(board(version), line_no, other)
    if request.method == "POST":
        joint = actions.JointDraw(
            found.ratios, found.joining.apart, found.joining.together, found.labels
        )
        propose = partial(
            actions.propose_merge,
            by=user,
            lead=found.lead.line,
            joining=found.other.line,
            joint=joint,
        )
        if tried(request, propose, "已向对方提出合并建议"):
            return redirect("plan-merges", year=version.plan.year)
        return redirect(request.path)
    lines = [found.lead.line, found.other.line]
    context = {
        "version": version,
        "overlap": found,
        "lines": [(line, described(line)) for line in lines],
        "ratios": _ratios_for(user, found),
        "bars": desk_figures.simulation_bars(found, simulated(lines)),
        "may_propose": _may_edit(user, version),
    }
    return render(request, "web/plans/overlap.html", context)


def _ratios_for(user: User, found: Overlap) -> str:
    """Return the joint ratios; those of classes only for who sees classes."""
    is_open = sees_classes(user) or found.labels
    return ratios_text(found.ratios, found.labels) if is_open else ""


@permitted(P.PLAN_VIEW)
@require_GET
def merges(request: HttpRequest, year: int) -> HttpResponse:
    """List the proposals to merge lines that concern the department."""
    user = person(request)
    rows = [(row, _awaits(user, row), f"decline-{row.pk}") for row in merge_proposals(user, year)]
    context = {"rows": rows, "year": year, "may_decide": user.may(P.PLAN_EDIT)}
    return render(request, "web/plans/merges.html", context)


@permitted(P.PLAN_EDIT)
@require_POST
def merge_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Accept, decline or withdraw a proposal."""
    user = person(request)
    proposal = get_merge_proposal(user, pk)
    reason = request.POST.get("reason", "")
    steps = {
        "accept": (partial(actions.accept_merge, by=user, proposal=proposal), "已合并为联合任务"),
        "decline": (
            partial(actions.decline_merge, by=user, proposal=proposal, reason=reason),
            "已答复不采纳",
        ),
        "withdraw": (partial(actions.withdraw_merge, by=user, proposal=proposal), "已撤回建议"),
    }
    if verb not in steps:
        raise NotFound
    tried(request, *steps[verb])
    return redirect("plan-merges", year=proposal.year)


def _pair(found: Board, line_no: int, other: int) -> Overlap:
    own = _only([each for each in found.own if each.line.line_no == line_no])
    theirs = _only([each for each in found.others if each.line.pk == other])
    return better_of(found, own, theirs)


def _only(found: list[LineOnDesk]) -> LineOnDesk:
    if not found:
        raise NotFound
    return found[0]


def _may_edit(user: User, version: PlanVersion) -> bool:
    is_own = user.department_id == version.plan.department_id
    return is_own and user.may(P.PLAN_EDIT) and version.state in IN_WORK


def _awaits(user: User, proposal: MergeProposal) -> bool:
    is_open = proposal.state == MergeState.PROPOSED
    return is_open and user.department_id != proposal.proposing_department_id
