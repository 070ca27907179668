"""Pages of the ranges kept under a name (常用范围, R-017)."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.registers.actions import saved_ranges as actions
from mingcha.registers.models import SavedRange
from mingcha.registers.selectors.object_filter import objects_in_range
from mingcha.registers.selectors.range_words import describe_filters
from mingcha.registers.selectors.saved_ranges import get_saved_range, own_saved_ranges
from mingcha.web.answers import accepted, tried
from mingcha.web.people import person
from mingcha.web.registers.saved_ranges.forms import SavedRangeForm


@permitted(P.REGISTER_VIEW)
@require_GET
def saved_range_list(request: HttpRequest) -> HttpResponse:
    """List what the own department has kept, in words."""
    user = person(request)
    rows = list(own_saved_ranges(user))
    words = describe_filters([row.object_filter for row in rows])
    context = {
        "ranges": list(zip(rows, words, strict=True)),
        "may_edit": user.department is not None and user.may(P.REGISTER_EDIT),
    }
    return render(request, "web/registers/saved_ranges/list.html", context)


@permitted(P.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def saved_range_new(request: HttpRequest) -> HttpResponse:
    """Keep a range."""
    return _form(request, None)


@permitted(P.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def saved_range_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a range, and see how many objects it holds now."""
    return _form(request, get_saved_range(person(request), pk))


@permitted(P.REGISTER_EDIT)
@require_POST
def saved_range_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget a range."""
    user = person(request)
    saved, reason = get_saved_range(user, pk), request.POST.get("reason", "")
    delete = partial(actions.delete_saved_range, by=user, saved=saved, reason=reason)
    if tried(request, delete, f"已删除：{saved.name}"):
        return redirect("saved-ranges")
    return redirect("saved-range", pk=pk)


def _form(request: HttpRequest, saved: SavedRange | None) -> HttpResponse:
    user = person(request)
    department = user.department
    if department is None:
        raise NotFound
    form = SavedRangeForm(request.POST or None, instance=saved, department=department)
    if request.method == "POST":
        write = partial(actions.write_saved_range, by=user, saved=saved)
        made = accepted(
            form,
            lambda: write(
                name=form.cleaned_data["name"],
                note=form.cleaned_data["note"],
                object_filter=form.object_filter,
            ),
        )
        if made:
            number = _size(made)
            messages.success(request, f"已保存“{made.name}”，现在范围内有 {number:,} 户")
            return redirect("saved-ranges")
    context = {"form": form, "saved": saved, "number": _size(saved) if saved else None}
    return render(request, "web/registers/saved_ranges/form.html", context)


def _size(saved: SavedRange) -> int:
    """Return how many objects a range holds now."""
    return objects_in_range(saved.department, saved.object_filter).count()
