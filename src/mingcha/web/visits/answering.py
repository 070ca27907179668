"""The checklist: one question a screen, then the items' results."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.inspections.actions.answers import judge_item, proposal, save_answer
from mingcha.inspections.choices import Answer, ItemOutcome
from mingcha.inspections.models import InspectionRecord
from mingcha.inspections.policies import EDITABLE
from mingcha.inspections.selectors.checklist import item_results, screens
from mingcha.inspections.selectors.own import get_own, get_own_item
from mingcha.inspections.selectors.reviews import record_of
from mingcha.tasks.models import ObjectTask
from mingcha.web.answers import accepted
from mingcha.web.people import person
from mingcha.web.visits.forms import AnswerForm, ItemForm
from mingcha.web.visits.phone import phone_page
from mingcha.web.visits.photos import photos_kept


def editable(request: HttpRequest, pk: int) -> tuple[ObjectTask, InspectionRecord]:
    """Return an own object task whose record may be filled in; raises NotFound."""
    row = get_own(person(request), pk)
    record = record_of(row)
    if record is None or row.state not in EDITABLE:
        raise NotFound("记录现在不能填写：检查还没有开始，或已经提交审核")
    return row, record


@permitted(P.VISIT_RECORD)
@require_GET
def questions(request: HttpRequest, pk: int) -> HttpResponse:
    """Show all questions and items, with what was answered."""
    row, record = editable(request, pk)
    rows = screens(record)
    by_item: dict[int, list[object]] = {}
    for screen in rows:
        by_item.setdefault(screen.result.pk, []).append(screen)
    context: dict[str, object] = {
        "row": row,
        "items": [(result, by_item[result.pk]) for result in item_results(record)],
        "open": sum(not screen.is_done for screen in rows),
        "first_open": next((s for s in rows if not s.is_done), None),
        "total": len(rows),
        "back_url": reverse("visit", args=[pk]),
    }
    return phone_page(request, "questions.html", "today", context)


@permitted(P.VISIT_RECORD)
@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Ask one question, or for an item's result where it has no questions."""
    row, record = editable(request, pk)
    rows = screens(record)
    if not 1 <= number <= len(rows):
        raise NotFound
    screen = rows[number - 1]
    if screen.point is None:
        return redirect("visit-item", pk=pk, item=screen.result.pk)
    form = AnswerForm(*_sent(request), screen=screen)
    if request.method == "POST":
        act = partial(save_answer, by=person(request), object_task=row, check_point=screen.point)
        data = request.POST.get("answer", ""), request.POST.get("note", "")
        if accepted(form, lambda: act(answer=data[0], note=data[1])) and photos_kept(
            request, form, row, screen.point
        ):
            return _onward(pk, number, len(rows))
    context: dict[str, object] = {
        "row": row,
        "screen": screen,
        "form": form,
        "answers": Answer.choices,
        "chosen": form["answer"].value() or "",
        "photos": record.evidence.filter(check_point=screen.point).defer("content"),
        "previous": number - 1,
        "back_url": reverse("visit", args=[pk]),
    }
    return phone_page(request, "question.html", "today", context)


@permitted(P.VISIT_RECORD)
@require_http_methods(["GET", "POST"])
def item(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Judge an item as a whole."""
    row, record = editable(request, pk)
    result = get_own_item(person(request), pk, item)
    proposed, found = proposal(result)
    initial = {"outcome": result.outcome or proposed, "note": result.note or found}
    form = ItemForm(*_sent(request), initial=initial)
    rows = screens(record)
    own = [screen for screen in rows if screen.result.pk == result.pk]
    if request.method == "POST":
        act = partial(judge_item, by=person(request), object_task=row, item_result=result)
        data = request.POST.get("outcome", ""), request.POST.get("note", "")
        if accepted(form, lambda: act(outcome=data[0], note=data[1])) and photos_kept(
            request, form, row, None
        ):
            return _onward(pk, own[-1].number, len(rows))
    context: dict[str, object] = {
        "row": row,
        "result": result,
        "form": form,
        "outcomes": ItemOutcome.choices,
        "chosen": form["outcome"].value() or "",
        "proposed": ItemOutcome(proposed).label if proposed else "",
        "screen": own[-1],
        "previous": own[0].number - 1 if own[0].point is None else own[-1].number,
        "back_url": reverse("visit-questions", args=[pk]),
    }
    return phone_page(request, "item.html", "today", context)


def _onward(pk: int, number: int, total: int) -> HttpResponse:
    if number < total:
        return redirect("visit-question", pk=pk, number=number + 1)
    return redirect("visit-questions", pk=pk)


def _sent(request: HttpRequest) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)
