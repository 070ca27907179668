"""Parameters by scope."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.orgs.actions import parameters as actions
from mingcha.orgs.selectors import organisation as reading
from mingcha.web.administration.parameter_form import ParameterForm, written
from mingcha.web.administration.tabs import tabs
from mingcha.web.answers import accepted, tried
from mingcha.web.people import person


@permitted(P.SYSTEM_ADMIN)
@require_GET
def parameter_list(request: HttpRequest) -> HttpResponse:
    """List the catalogue: meaning, source, default, and where something else holds."""
    user = person(request)
    entries = [
        {
            "key": entry.key,
            "known": entry.known,
            "default": reading.words(entry.known.default),
            "rows": _shown(entry, user.region.prefix),
        }
        for entry in reading.parameters(user)
    ]
    context = {"tabs": tabs(user, "parameters"), "entries": entries}
    return render(request, "web/administration/parameters.html", context)


@permitted(P.SYSTEM_ADMIN)
@require_http_methods(["GET", "POST"])
def parameter_detail(request: HttpRequest, key: str) -> HttpResponse:
    """Show a parameter with its values, and set one."""
    user = person(request)
    entry = reading.get_parameter(user, key)
    initial = {"value": written(entry.known.default), "region": user.region_id}
    form = ParameterForm(
        request.POST or None,
        key=key,
        regions=reading.regions(user),
        departments=reading.departments(user),
        initial=initial,
    )
    if request.method == "POST":
        put = partial(actions.set_parameter, by=user, key=key)
        if accepted(form, lambda: put(**form.cleaned_data)):
            return redirect("parameter", key=key)
    context = {
        "entry": entry,
        "default": reading.words(entry.known.default),
        "rows": _shown(entry, user.region.prefix),
        "form": form,
    }
    return render(request, "web/administration/parameter.html", context)


@permitted(P.SYSTEM_ADMIN)
@require_POST
def parameter_clear(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a value back."""
    user = person(request)
    row = reading.get_parameter_row(user, pk)
    reason = request.POST.get("reason", "")
    tried(request, lambda: actions.clear_parameter(by=user, row=row, reason=reason), "已收回取值")
    return redirect("parameter", key=row.key)


def _shown(entry: reading.Entry, own: str) -> list[dict[str, object]]:
    return [
        {
            "row": row,
            "scope": actions.scope_in_words(row),
            "value": reading.words(row.value),
            "is_own": row.region is not None and row.region.prefix.startswith(own),
            "dialog": f"clear-{row.pk}",
        }
        for row in entry.rows
    ]
