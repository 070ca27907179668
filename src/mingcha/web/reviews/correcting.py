"""The page that corrects a published result."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.inspections.actions.correcting import correct_result
from mingcha.inspections.selectors.reviews import get_visible, record_of
from mingcha.web.answers import accepted
from mingcha.web.people import person
from mingcha.web.reviews.forms import CorrectForm


@permitted(P.RESULT_REVIEW)
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the right conclusion and the reason; publication follows as a step of its own."""
    user = person(request)
    row = get_visible(user, pk)
    record = record_of(row)
    if record is None:
        raise NotFound
    form = CorrectForm(request.POST or None, record=record)
    act = partial(correct_result, by=user, object_task=row)
    if request.method == "POST" and accepted(form, lambda: act(**form.answers)):
        messages.success(request, "已更正，等待公示；原来的公示内容仍可查到")
        return redirect("review", pk=pk)
    return render(request, "web/reviews/correct.html", {"row": row, "form": form})
