"""Marks of an object: noted on its page, and ended there."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.registers.actions import flags
from mingcha.web.answers import accepted, tried
from mingcha.web.people import person
from mingcha.web.registers.objects.forms import FlagForm
from mingcha.web.registers.objects.own import own_entry


@permitted(P.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def flag_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Note a mark."""
    user, entry = person(request), own_entry(request, pk)
    form = FlagForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        enter = flags.enter_flag
        if accepted(form, lambda: enter(by=user, entry=entry, **form.cleaned_data)):
            messages.success(request, "已登记标记")
            return redirect("object", pk=pk)
    context = {"form": form, "object": entry.object}
    return render(request, "web/registers/objects/flag.html", context)


@permitted(P.REGISTER_EDIT)
@require_POST
def flag_end(request: HttpRequest, pk: int, flag: int) -> HttpResponse:
    """End a mark, with the reason."""
    user, entry = person(request), own_entry(request, pk)
    row = entry.object.flags.filter(pk=flag).first()
    if row is None:
        raise NotFound
    reason = request.POST.get("reason", "")
    end = flags.end_flag
    tried(request, lambda: end(by=user, entry=entry, flag=row, reason=reason), "已结束标记")
    return redirect("object", pk=pk)
