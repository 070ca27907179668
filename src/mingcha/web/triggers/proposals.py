"""A proposal: whom a rule found, and the answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.registers.selectors.items import items_in_force
from mingcha.triggers.actions import proposals as actions
from mingcha.triggers.models.trigger_proposal import ProposalState
from mingcha.triggers.policies import sees_hits
from mingcha.triggers.selectors.proposals import get_proposal, hits_of
from mingcha.triggers.wording import value_told, when_told
from mingcha.web.answers import tried
from mingcha.web.people import person

_ON_A_PAGE = 50


@permitted(P.TASK_VIEW)
@require_GET
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show whom a rule found, with the values, and how it was answered."""
    user = person(request)
    found = get_proposal(user, pk)
    page = Paginator(hits_of(user, found), _ON_A_PAGE).get_page(request.GET.get("page"))
    is_seen = sees_hits(user, found.rule)
    is_own = user.department_id == found.rule.department_id
    is_open = found.state == ProposalState.OPEN
    context = {
        "proposal": found,
        "when": when_told(found.rule) if is_seen else "按风险类别确定",
        "is_seen": is_seen,
        "page": page,
        "hits": [(hit.object, value_told(found.rule, hit)) for hit in page],
        "items": items_in_force(found.rule.department_id).filter(item__in=found.rule.items.all()),
        "may_answer": is_own and is_open and user.may(P.TASK_EDIT),
    }
    return render(request, "web/triggers/proposal.html", context)


@permitted(P.TASK_EDIT)
@require_POST
def proposal_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Begin the task, or check nobody for a reason."""
    user = person(request)
    found = get_proposal(user, pk)
    reason = request.POST.get("reason", "")
    steps: dict[str, tuple[Callable[[], object], str]] = {
        "accept": (
            partial(actions.accept_proposal, by=user, proposal=found),
            "已发起任务，请编制方案并提交审批",
        ),
        "decline": (
            partial(actions.decline_proposal, by=user, proposal=found, reason=reason),
            "已答复不检查，理由随提示存档",
        ),
    }
    if verb not in steps:
        raise NotFound
    done = tried(request, *steps[verb])
    if done and verb == "accept":
        found.refresh_from_db()
        return redirect("task", pk=found.task_id)
    return redirect("trigger-proposal", pk=pk)
