"""Licences of an object: entered and corrected on its page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.registers.actions.licences import write_licence
from mingcha.registers.models import Licence
from mingcha.registers.selectors.openings import row_opening_of
from mingcha.web.answers import accepted
from mingcha.web.people import person
from mingcha.web.registers.objects.forms import LicenceForm
from mingcha.web.registers.objects.own import own_entry
from mingcha.web.registers.opened_form import saved_as_opened


@permitted(P.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def licence_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a licence."""
    return _form(request, pk, None)


@permitted(P.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def licence_edit(request: HttpRequest, pk: int, licence: int) -> HttpResponse:
    """Correct a licence."""
    row = Licence.objects.filter(pk=licence, object=pk).first()
    if row is None:
        raise NotFound
    return _form(request, pk, row)


def _form(request: HttpRequest, pk: int, licence: Licence | None) -> HttpResponse:
    user, entry = person(request), own_entry(request, pk)
    opened = {"opened": row_opening_of(licence)} if licence else None
    form = LicenceForm(request.POST or None, instance=licence, initial=opened)
    if request.method == "POST":
        write = partial(write_licence, by=user, entry=entry, licence=licence)
        if accepted(form, lambda: _written(form, licence, write)):
            messages.success(request, "已保存许可证")
            return redirect("object", pk=pk)
    context = {"form": form, "object": entry.object, "licence": licence}
    return render(request, "web/registers/objects/licence.html", context)


def _written(form: LicenceForm, licence: Licence | None, write: Callable[..., Licence]) -> Licence:
    facts = form.cleaned_data
    if licence is None:
        return write(facts=facts)
    return saved_as_opened(form, licence, lambda opened: write(facts=facts, opened=opened))
