"""Pages of the sub-registers (专项库, R-025): the list, one with its members, and keeping them."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.registers.actions import special_registers as actions
from mingcha.registers.models import SpecialRegister
from mingcha.registers.selectors.special_registers import (
    facts_of,
    get_special_register,
    members_of,
    visible_special_registers,
    with_sizes,
)
from mingcha.web.answers import accepted, tried
from mingcha.web.exports.answers import sheet_response
from mingcha.web.people import person
from mingcha.web.registers.opened_form import saved_on_facts
from mingcha.web.registers.special.forms import SpecialRegisterForm
from mingcha.web.registers.special.lists import SPECIALS, SpecialFilter

_ON_A_PAGE = 25


@permitted(P.REGISTER_VIEW)
@require_GET
def special_list(request: HttpRequest) -> HttpResponse:
    """List the sub-registers within the scope."""
    user = person(request)
    context = SPECIALS.context(request, _found(request), "个") | {
        "may_edit": user.department is not None and user.may(P.REGISTER_EDIT),
        "may_import": user.department is not None and user.may(P.REGISTER_IMPORT),
    }
    return render(request, "web/registers/special/list.html", context)


@permitted(P.REGISTER_VIEW)
@require_GET
def special_export(request: HttpRequest) -> FileResponse:
    """Hand out the list as filtered."""
    return sheet_response(SPECIALS.sheet(request, _found(request).qs))


def _found(request: HttpRequest) -> SpecialFilter:
    rows = with_sizes(visible_special_registers(person(request)))
    return SpecialFilter(request, rows.order_by("retired_on", "department_id", "name"))


@permitted(P.REGISTER_VIEW)
@require_GET
def special_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who belongs to a sub-register, with their licences."""
    user = person(request)
    register = get_special_register(user, pk)
    rows = members_of(register).prefetch_related("licences", "region").defer("name_words")
    page = Paginator(rows.order_by("code"), _ON_A_PAGE).get_page(request.GET.get("page"))
    own = user.department_id == register.department_id and not register.retired_on
    context = {
        "register": register,
        "page": page,
        "may_edit": own and user.may(P.REGISTER_EDIT),
        "may_import": own and user.may(P.REGISTER_IMPORT),
    }
    return render(request, "web/registers/special/detail.html", context)


@permitted(P.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def special_new(request: HttpRequest) -> HttpResponse:
    """Set a sub-register up."""
    return _form(request, None)


@permitted(P.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def special_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a sub-register."""
    return _form(request, _own(request, pk))


@permitted(P.REGISTER_EDIT)
@require_POST
def special_retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer a sub-register no more."""
    register, reason = _own(request, pk), request.POST.get("reason", "")
    retire = actions.retire_special_register
    done = f"已停用：{register.name}"
    tried(request, lambda: retire(by=person(request), register=register, reason=reason), done)
    return redirect("special", pk=pk)


def _form(request: HttpRequest, register: SpecialRegister | None) -> HttpResponse:
    user = person(request)
    if user.department is None:
        raise NotFound
    facts = facts_of(register) if register else None
    form = SpecialRegisterForm(request.POST or None, instance=register, facts=facts)
    if request.method == "POST":
        write = partial(actions.write_special_register, by=user, register=register)
        made = accepted(form, lambda: saved_on_facts(form, lambda: write(**form.cleaned_data)))
        if made:
            messages.success(request, "已保存")
            return redirect("special", pk=made.pk)
    context = {"form": form, "register": register}
    return render(request, "web/registers/special/form.html", context)


def _own(request: HttpRequest, pk: int) -> SpecialRegister:
    user = person(request)
    register = get_special_register(user, pk)
    if register.department_id != user.department_id:
        raise NotFound
    return register
