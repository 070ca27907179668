"""Concluding, confirming, handing in."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.inspections.actions import confirming
from mingcha.inspections.actions.records import conclude
from mingcha.inspections.choices import Result
from mingcha.inspections.deadlines import publish_deadline
from mingcha.inspections.marks import mark_of
from mingcha.inspections.selectors.own import get_own
from mingcha.tasks.models import ObjectTask, TeamMember
from mingcha.web.answers import accepted, tried
from mingcha.web.people import person
from mingcha.web.reviews.sheet import sheet
from mingcha.web.visits.answering import editable
from mingcha.web.visits.forms import ConclusionForm, ConfirmForm
from mingcha.web.visits.phone import phone_page
from mingcha.web.visits.photos import photos_kept


@permitted(P.VISIT_RECORD)
@require_http_methods(["GET", "POST"])
def conclusion(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the conclusion; photos are kept first, so that what asks for one is content."""
    row, record = editable(request, pk)
    form = ConclusionForm(request.POST or None, request.FILES or None, record=record)
    if request.method == "POST" and form.is_valid() and photos_kept(request, form, row, None):
        act = partial(conclude, by=person(request), object_task=row)
        if accepted(form, lambda: act(**form.answers)):
            return redirect("visit-confirm", pk=pk)
    context: dict[str, object] = {
        "row": row,
        "record": record,
        "form": form,
        "proposed": Result(form.proposed).label if form.proposed else "",
        "photos": record.evidence.defer("content"),
        "back_url": reverse("visit-questions", args=[pk]),
    }
    return phone_page(request, "conclusion.html", "today", context)


@permitted(P.VISIT_RECORD)
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the record as it stands and let both officers confirm it, here or each at home."""
    user = person(request)
    row, record = editable(request, pk)
    if row.state == "visiting":
        return redirect("visit-conclusion", pk=pk)
    asked: dict[int, ConfirmForm] = {}
    if request.method == "POST":
        chosen = request.POST.get("member", "")
        member = next((m for m in row.team.all() if str(m.pk) == chosen), None)
        if chosen and member is None:
            raise NotFound
        if _confirmed(request, row, member, asked):
            return redirect("visit-confirm", pk=pk)
    deadline = publish_deadline(record)
    context: dict[str, object] = {
        "row": row,
        "record": record,
        "sheet": sheet(record),
        "opened": mark_of(record),
        "team": [
            (m, m.inspector.user_id == user.pk, asked.get(m.pk) or ConfirmForm(member=m))
            for m in row.team.all()
        ],
        "due": record.publish_by or deadline.due,
        "unknown_years": deadline.unknown_years,
        "back_url": reverse("visit-conclusion", args=[pk]),
    }
    return phone_page(request, "confirm.html", "today", context)


def _confirmed(
    request: HttpRequest, row: ObjectTask, member: TeamMember | None, asked: dict[int, ConfirmForm]
) -> bool:
    """Confirm as oneself, or let a member do so by password; a form at fault is left in asked."""
    user, opened = person(request), request.POST.get("opened", "")
    if member is None:
        act = partial(confirming.confirm_record, by=user, object_task=row, opened=opened)
        tried(request, act, "已确认")
        return True
    form = asked[member.pk] = ConfirmForm(request.POST, member=member)
    prove = partial(
        confirming.confirm_with_password,
        by=user,
        object_task=row,
        member=member,
        address=request.META["REMOTE_ADDR"],
        opened=opened,
    )
    if not accepted(form, lambda: prove(password=form.cleaned_data["password"])):
        return False
    messages.success(request, "已确认")
    return True


@permitted(P.VISIT_RECORD)
@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the record in."""
    user = person(request)
    row = get_own(user, pk)
    if tried(request, partial(confirming.submit_record, by=user, object_task=row), "已提交审核"):
        return redirect("visit-records")
    return redirect("visit", pk=pk)


@permitted(P.VISIT_RECORD)
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the record back."""
    user = person(request)
    row = get_own(user, pk)
    tried(request, partial(confirming.withdraw_record, by=user, object_task=row), "已撤回")
    return redirect("visit", pk=pk)
