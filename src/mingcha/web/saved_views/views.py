"""Keeping and forgetting a list's filters."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from mingcha.accounts.actions import saved_views
from mingcha.accounts.models import SavedView
from mingcha.foundation.access import signed_in
from mingcha.foundation.errors import NotFound
from mingcha.web.answers import accepted
from mingcha.web.people import person
from mingcha.web.saved_views.forms import SaveViewForm

LISTS = frozenset(
    {
        "objects",
        "inspectors",
        "items",
        "experts",
        "bodies",
        "specials",
        "inspector-teams",
        "staff-registers",
    }
)
"""Routes of the lists that can be kept."""

_OF_THE_MOMENT = ("page",)


@dataclass(frozen=True, slots=True)
class Kept:
    """The kept views of a list, as ``components/saved_views.html`` takes them."""

    page: str
    query: str
    views: list[SavedView]


def kept_views(request: HttpRequest, page: str) -> Kept:
    """Return what the person has kept of a list, and what could be kept now."""
    query = _lasting(request.GET)
    return Kept(page, query, list(SavedView.objects.filter(user=person(request), page=page)))


def _lasting(given: QueryDict) -> str:
    kept = given.copy()
    for name in list(kept):
        if name in _OF_THE_MOMENT or not any(kept.getlist(name)):
            del kept[name]
    return kept.urlencode()


@signed_in
@require_http_methods(["GET", "POST"])
def save_view(request: HttpRequest, page: str) -> HttpResponse:
    """Keep a list's filters, which stand in the address, under a name."""
    if page not in LISTS:
        raise NotFound
    query = _lasting(request.GET)
    back = f"{reverse(page)}?{query}"
    form = SaveViewForm(request.POST if request.method == "POST" else None)
    save = partial(saved_views.save_view, by=person(request), page=page, query=query)
    if request.method == "POST" and (
        saved := accepted(form, lambda: save(name=form.cleaned_data["name"]))
    ):
        messages.success(request, f"已保存为常用筛选“{saved.name}”")
        return redirect(back)
    return render(request, "web/saved_views/save.html", {"form": form, "back": back})


@signed_in
@require_POST
def remove_view(request: HttpRequest, page: str, pk: int) -> HttpResponse:
    """Forget a kept view."""
    if page not in LISTS:
        raise NotFound
    saved_views.remove_view(by=person(request), pk=pk)
    messages.success(request, "已删去这组常用筛选")
    return redirect(page)
