"""Pages of the recusals: the head decides, the register's keeper ends."""

from __future__ import annotations

from functools import partial

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.notices.selectors.recusal_requests import requests_to_decide
from mingcha.registers.actions import recusals
from mingcha.registers.selectors.recusals import get_recusal, pending_recusals, visible_recusals
from mingcha.web.answers import tried
from mingcha.web.people import person
from mingcha.web.registers.inspectors.listing import own_inspector

_DONE = {
    "confirm": (True, "已确认回避"),
    "reject": (False, "已审定不予回避，该人员可以被派往"),
}


@permitted(P.REGISTER_VIEW)
@require_GET
def recusal_list(request: HttpRequest) -> HttpResponse:
    """List what waits for the head, and all recusals within the scope."""
    user = person(request)
    rows = visible_recusals(user)
    page = Paginator(rows, 30).get_page(request.GET.get("page"))
    pending = pending_recusals(user) if user.may(P.TASK_APPROVE) else []
    asked = requests_to_decide(user) if user.may(P.TASK_APPROVE) else []
    context = {"pending": pending, "page": page, "asked": asked}
    return render(request, "web/registers/inspectors/recusals.html", context)


@permitted(P.TASK_APPROVE)
@require_POST
def recusal_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Confirm or reject a declaration, with the reason."""
    user = person(request)
    if verb not in _DONE:
        raise NotFound
    confirmed, done = _DONE[verb]
    decide = partial(recusals.decide_recusal, by=user, recusal=get_recusal(user, pk))
    reason = request.POST.get("reason", "")
    tried(request, lambda: decide(confirmed=confirmed, reason=reason), done)
    return redirect("inspector-recusals")


@permitted(P.REGISTER_EDIT)
@require_POST
def recusal_end(request: HttpRequest, pk: int, recusal: int) -> HttpResponse:
    """End a recusal, with the reason."""
    user, one = person(request), own_inspector(request, pk)
    row = one.recusals.filter(pk=recusal).first()
    if row is None:
        raise NotFound
    reason = request.POST.get("reason", "")
    end = recusals.end_recusal
    tried(request, lambda: end(by=user, recusal=row, reason=reason), "已解除回避")
    return redirect("inspector", pk=pk)
