"""Messages on their way through the outlets: what could not be sent, and sending it again."""

from __future__ import annotations

from functools import partial

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.inbox.actions.sending import retry
from mingcha.inbox.outlets import OUTLETS
from mingcha.inbox.selectors.messages import deliveries, get_delivery
from mingcha.web.administration.tabs import tabs
from mingcha.web.answers import tried
from mingcha.web.people import person

_PER_PAGE = 50


@permitted(P.SYSTEM_ADMIN)
@require_GET
def delivery_list(request: HttpRequest) -> HttpResponse:
    """List the deliveries, failed ones first: where to and what went wrong, not what they say."""
    user = person(request)
    page = Paginator(deliveries(user), _PER_PAGE).get_page(request.GET.get("page"))
    rows = [(row, OUTLETS[row.outlet].title) for row in page]
    context = {"tabs": tabs(user, "deliveries"), "page": page, "rows": rows}
    return render(request, "web/administration/deliveries.html", context)


@permitted(P.SYSTEM_ADMIN)
@require_POST
def delivery_retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Send once more what could not be sent."""
    user = person(request)
    row = get_delivery(user, pk)
    tried(request, partial(retry, by=user, delivery=row), "已重新排队发送")
    return redirect("deliveries")
