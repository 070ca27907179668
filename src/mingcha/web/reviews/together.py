"""Pages on which departments agree to go to an object in one visit (合并入户, R-065)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import islice

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.inspections.actions import together as acts
from mingcha.inspections.selectors.reviews import get_visible
from mingcha.inspections.selectors.together import (
    could_go_along,
    could_go_together,
    get_visit_proposal,
    visit_proposals,
)
from mingcha.web.answers import tried
from mingcha.web.people import person
from mingcha.web.reviews.tabs import tabs

_PER_PAGE = 25
_OFFERED = 50


@permitted(P.TASK_ISSUE)
@require_GET
def together(request: HttpRequest) -> HttpResponse:
    """List what could go together, and what was proposed and agreed."""
    user = person(request)
    page = Paginator(visit_proposals(user), _PER_PAGE).get_page(request.GET.get("page"))
    rows = [
        (
            row,
            row.asked.sub_task.department_id == user.department_id,
            f"decline-{row.pk}",
            f"undo-{row.pk}",
        )
        for row in page
    ]
    context = {
        "tabs": tabs(request, "visits-together"),
        "offers": list(islice(could_go_together(user), _OFFERED)),
        "rows": rows,
        "page": page,
    }
    return render(request, "web/reviews/together.html", context)


@permitted(P.TASK_ISSUE)
@require_POST
def propose(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Ask another department to come along."""
    user = person(request)
    own = get_visible(user, pk)
    row = could_go_along(own).filter(pk=other).first()
    if row is None:
        raise NotFound
    act = partial(acts.propose_together, by=user, own=own, other=row)
    tried(request, act, f"已向{row.sub_task.department.short_name}提出合并入户建议，等待答复")
    return redirect("visits-together")


@permitted(P.TASK_ISSUE)
@require_POST
def step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Accept, decline, withdraw or undo."""
    user = person(request)
    proposal = get_visit_proposal(user, pk)
    reason = request.POST.get("reason", "")
    steps: dict[str, tuple[Callable[[], object], str]] = {
        "accept": (
            partial(acts.accept_together, by=user, proposal=proposal),
            "已合并入户，两个部门同一天上门",
        ),
        "withdraw": (partial(acts.withdraw_together, by=user, proposal=proposal), "已撤回建议"),
        "decline": (
            partial(acts.decline_together, by=user, proposal=proposal, reason=reason),
            "已答复不采纳，两个部门分别入户",
        ),
        "undo": (
            partial(acts.undo_together, by=user, proposal=proposal, reason=reason),
            "已解除合并入户，两个部门分别入户",
        ),
    }
    if verb not in steps:
        raise NotFound
    act, done = steps[verb]
    tried(request, act, done)
    return redirect("visits-together")
