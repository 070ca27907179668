"""Replacing an inspector, and ending an object task."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.inspections.actions import ending, teams
from mingcha.inspections.selectors.reviews import could_replace, get_visible
from mingcha.web.answers import accepted
from mingcha.web.people import person
from mingcha.web.reviews.forms import ReplaceForm, TerminateForm


@permitted(P.RESULT_REVIEW)
@require_http_methods(["GET", "POST"])
def terminate(request: HttpRequest, pk: int) -> HttpResponse:
    """End an object task lawfully."""
    user = person(request)
    row = get_visible(user, pk)
    form = TerminateForm(request.POST or None)
    if request.method == "POST":
        act = partial(ending.terminate, by=user, object_task=row)
        if accepted(form, lambda: act(**form.cleaned_data)):
            messages.success(request, "已依法终止")
            return redirect("review", pk=pk)
    return render(request, "web/reviews/terminate.html", {"row": row, "form": form})


@permitted(P.TASK_APPROVE)
@require_http_methods(["GET", "POST"])
def replace(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """Put another inspector in a member's place."""
    user = person(request)
    row = get_visible(user, pk)
    leaving = row.team.select_related("inspector", "object_task").filter(pk=member).first()
    if leaving is None:
        raise NotFound
    people = {str(one.pk): one for one in could_replace(row)}
    form = ReplaceForm(request.POST or None, people=people.values())
    if request.method == "POST":
        act = partial(teams.replace_member, by=user, member=leaving)
        made = accepted(
            form,
            lambda: act(
                inspector=people[form.cleaned_data["inspector"]],
                basis=form.cleaned_data["basis"],
                reason=form.cleaned_data["reason"],
            ),
        )
        if made:
            messages.success(request, "已更换检查人员")
            return redirect("review", pk=pk)
    context = {"row": row, "form": form, "leaving": leaving.inspector, "none": not people}
    return render(request, "web/reviews/replace.html", context)
