"""Pages of the sub-registers of inspectors (人员专项库, R-025)."""

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
from mingcha.registers.actions import staff_registers as actions
from mingcha.registers.models import StaffRegister
from mingcha.registers.selectors.staff_registers import (
    facts_of,
    get_staff_register,
    members_of,
    visible_staff_registers,
)
from mingcha.web.answers import accepted, tried
from mingcha.web.exports.answers import sheet_response
from mingcha.web.people import person
from mingcha.web.registers.opened_form import saved_on_facts
from mingcha.web.registers.staff.forms import StaffRegisterForm
from mingcha.web.registers.staff.lists import STAFF_REGISTERS, StaffRegisterFilter

_ON_A_PAGE = 25


@permitted(P.REGISTER_VIEW)
@require_GET
def staff_register_list(request: HttpRequest) -> HttpResponse:
    """List the sub-registers within the scope."""
    user = person(request)
    may_edit = user.department is not None and user.may(P.REGISTER_EDIT)
    context = STAFF_REGISTERS.context(request, _found(request), "个") | {"may_edit": may_edit}
    return render(request, "web/registers/staff/list.html", context)


@permitted(P.REGISTER_VIEW)
@require_GET
def staff_register_export(request: HttpRequest) -> FileResponse:
    """Hand out the list as filtered."""
    return sheet_response(STAFF_REGISTERS.sheet(request, _found(request).qs))


def _found(request: HttpRequest) -> StaffRegisterFilter:
    return StaffRegisterFilter(request, visible_staff_registers(person(request)))


@permitted(P.REGISTER_VIEW)
@require_GET
def staff_register_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the conditions of a sub-register, and who belongs to it now."""
    user = person(request)
    register = get_staff_register(user, pk)
    page = Paginator(members_of(register), _ON_A_PAGE).get_page(request.GET.get("page"))
    own = user.department_id == register.department_id and not register.retired_on
    context = {
        "register": register,
        "page": page,
        "may_edit": own and user.may(P.REGISTER_EDIT),
    }
    return render(request, "web/registers/staff/detail.html", context)


@permitted(P.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def staff_register_new(request: HttpRequest) -> HttpResponse:
    """Set a sub-register up."""
    return _form(request, None)


@permitted(P.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def staff_register_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a sub-register."""
    return _form(request, _own(request, pk))


@permitted(P.REGISTER_EDIT)
@require_POST
def staff_register_retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer a sub-register no more."""
    register, reason = _own(request, pk), request.POST.get("reason", "")
    retire = actions.retire_staff_register
    done = f"已停用：{register.name}"
    tried(request, lambda: retire(by=person(request), register=register, reason=reason), done)
    return redirect("staff-register", pk=pk)


def _form(request: HttpRequest, register: StaffRegister | None) -> HttpResponse:
    user = person(request)
    if user.department is None:
        raise NotFound
    form = StaffRegisterForm(
        request.POST or None,
        instance=register,
        department=user.department,
        facts=facts_of(register) if register else None,
    )
    if request.method == "POST":
        write = partial(actions.write_staff_register, by=user, register=register)
        made = accepted(form, lambda: saved_on_facts(form, lambda: write(**form.cleaned_data)))
        if made:
            messages.success(request, "已保存")
            return redirect("staff-register", pk=made.pk)
    return render(request, "web/registers/staff/form.html", {"form": form, "register": register})


def _own(request: HttpRequest, pk: int) -> StaffRegister:
    user = person(request)
    register = get_staff_register(user, pk)
    if register.department_id != user.department_id:
        raise NotFound
    return register
