"""Departments and their units."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.orgs.actions import organisation as actions
from mingcha.orgs.selectors import organisation as reading
from mingcha.web.administration.forms import DepartmentForm, UnitForm
from mingcha.web.administration.tabs import tabs
from mingcha.web.answers import accepted
from mingcha.web.people import person

_FORM = "web/administration/form.html"


@permitted(P.SYSTEM_ADMIN)
@require_GET
def department_list(request: HttpRequest) -> HttpResponse:
    """List the departments of the subtree by region."""
    user = person(request)
    found = reading.departments(user).order_by("region__prefix", "code")
    context = {"tabs": tabs(user, "departments"), "departments": found}
    return render(request, "web/administration/departments.html", context)


@permitted(P.SYSTEM_ADMIN)
@require_GET
def department_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a department and its units."""
    department = reading.get_department(person(request), pk)
    return render(request, "web/administration/department.html", {"department": department})


@permitted(P.SYSTEM_ADMIN)
@require_http_methods(["GET", "POST"])
def department_new(request: HttpRequest) -> HttpResponse:
    """Make a department."""
    user = person(request)
    form = DepartmentForm(request.POST or None, regions=reading.regions(user))
    if request.method == "POST":
        create = partial(actions.create_department, by=user)
        made = accepted(form, lambda: create(**form.cleaned_data))
        if made:
            return redirect("department", pk=made.pk)
    return render(request, _FORM, {"form": form, "title": "新建部门", "submit": "建立部门"})


@permitted(P.SYSTEM_ADMIN)
@require_http_methods(["GET", "POST"])
def department_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a department."""
    user = person(request)
    department = reading.get_department(user, pk)
    names = ("name", "short_name", "is_inspecting_body")
    initial = {name: getattr(department, name) for name in names}
    form = DepartmentForm(request.POST or None, initial=initial)
    if request.method == "POST":
        edit = partial(actions.edit_department, by=user, department=department)
        if accepted(form, lambda: edit(**form.cleaned_data)):
            return redirect("department", pk=pk)
    context = {"form": form, "title": f"修改{department.name}", "submit": "保存部门"}
    return render(request, _FORM, context)


@permitted(P.SYSTEM_ADMIN)
@require_http_methods(["GET", "POST"])
def unit_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a unit of a department."""
    user = person(request)
    department = reading.get_department(user, pk)
    initial = {"region": department.region_id}
    form = UnitForm(request.POST or None, regions=reading.regions(user), initial=initial)
    if request.method == "POST":
        create = partial(actions.create_unit, by=user, department=department)
        if accepted(form, lambda: create(**form.cleaned_data)):
            return redirect("department", pk=pk)
    context = {"form": form, "title": f"{department.name}新设机构", "submit": "建立机构"}
    return render(request, _FORM, context)


@permitted(P.SYSTEM_ADMIN)
@require_http_methods(["GET", "POST"])
def unit_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a unit."""
    user = person(request)
    unit = reading.get_unit(user, pk)
    initial = {"name": unit.name, "kind": unit.kind, "region": unit.region_id}
    form = UnitForm(request.POST or None, regions=reading.regions(user), initial=initial)
    if request.method == "POST":
        edit = partial(actions.edit_unit, by=user, unit=unit)
        if accepted(form, lambda: edit(**form.cleaned_data)):
            return redirect("department", pk=unit.department_id)
    context = {"form": form, "title": f"修改{unit.name}", "submit": "保存机构"}
    return render(request, _FORM, context)
