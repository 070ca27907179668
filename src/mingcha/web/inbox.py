"""One's messages."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from mingcha.foundation.access import signed_in
from mingcha.inbox.actions.reading import mark_read
from mingcha.inbox.selectors.messages import messages_of
from mingcha.web.people import person

_PER_PAGE = 25


@signed_in
@require_GET
def message_list(request: HttpRequest) -> HttpResponse:
    """List the messages to the person's department and rights."""
    rows = messages_of(person(request)).select_related("department")
    page = Paginator(rows, _PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "web/messages.html", {"page": page})


@signed_in
@require_POST
def messages_read(request: HttpRequest) -> HttpResponse:
    """Take note of one message (the button's own), or of all."""
    asked = request.POST.get("message", "")
    mark_read(by=person(request), pk=int(asked) if asked.isdecimal() else None)
    return redirect("messages")
