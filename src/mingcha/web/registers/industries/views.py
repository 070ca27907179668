"""Pages of the 1+X list (一业一查, R-007)."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.plans.models import AnnualPlan
from mingcha.plans.selectors.plans import newest_version, visible_plans
from mingcha.registers.actions import industry_checks as actions
from mingcha.registers.models import IndustryCheck
from mingcha.registers.selectors.industry_checks import (
    Suggestion,
    get_check,
    row_of,
    suggestions,
    visible_checks,
)
from mingcha.web.answers import accepted, tried
from mingcha.web.people import person
from mingcha.web.registers.industries.forms import IndustryForm
from mingcha.web.registers.industries.listed import listed_rows
from mingcha.web.registers.opened_form import saved_on_facts

_IN_WORK = ("draft", "returned")


@permitted(P.REGISTER_VIEW)
@require_GET
def industry_list(request: HttpRequest) -> HttpResponse:
    """List the region's rows, and what the items suggest."""
    user = person(request)
    may_edit = user.may(P.ITEM_EDIT) and user.department is not None
    context = {
        "rows": [row_of(check) for check in visible_checks(user).filter(retired_on=None)],
        "suggestions": suggestions(user) if may_edit else [],
        "may_edit": may_edit,
        "may_publish": user.may(P.ITEM_PUBLISH) and user.department is not None,
        "may_import": may_edit and user.may(P.REGISTER_IMPORT),
    }
    return render(request, "web/registers/industries/list.html", context)


@permitted(P.REGISTER_VIEW)
@require_GET
def industry_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a row; the lead goes on from here to its plan."""
    user = person(request)
    check = get_check(user, pk)
    is_lead = check.department_id == user.department_id and not check.retired_on
    row = row_of(check)
    context = {
        "row": row,
        "listed": listed_rows(check),
        "may_edit": is_lead and user.may(P.ITEM_EDIT),
        "may_plan": is_lead and row.is_complete and user.may(P.PLAN_EDIT),
        "plans": _plans_in_work(user) if is_lead and user.may(P.PLAN_EDIT) else [],
    }
    return render(request, "web/registers/industries/detail.html", context)


def _plans_in_work(user: User) -> list[AnnualPlan]:
    own = visible_plans(user).filter(department=user.department)
    return [plan for plan in own if newest_version(plan).state in _IN_WORK]


@permitted(P.ITEM_EDIT)
@require_http_methods(["GET", "POST"])
def industry_form(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Add a row, from nothing or from what the items suggest, or change one."""
    user = person(request)
    department = user.department
    check = _own(user, pk) if pk else None
    if department is None:
        raise NotFound
    form = IndustryForm(
        request.POST or None,
        department=department,
        check=check,
        suggestion=_suggestion(request, user) if check is None else None,
    )
    if request.method == "POST":
        made = accepted(form, lambda: saved_on_facts(form, lambda: _written(user, check, form)))
        if made:
            messages.success(request, "已保存")
            return redirect("industry", pk=made.pk)
    return render(request, "web/registers/industries/form.html", {"form": form, "check": check})


def _written(user: User, check: IndustryCheck | None, form: IndustryForm) -> IndustryCheck:
    return actions.write_industry_check(
        by=user,
        check=check,
        values=form.values,
        lead_item=form.cleaned_data["lead_item"],
        items=form.items_chosen,
        cooperating=form.cleaned_data["cooperating"],
        opened=form.opened_with,
    )


def _suggestion(request: HttpRequest, user: User) -> Suggestion | None:
    asked = request.GET.get("industry", "")
    return next((each for each in suggestions(user) if each.industry == asked), None)


@permitted(P.ITEM_EDIT)
@require_POST
def industry_retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a row out of the list."""
    user = person(request)
    check, reason = _own(user, pk), request.POST.get("reason", "")
    retire = partial(actions.retire_industry_check, by=user, check=check, reason=reason)
    tried(request, retire, f"已停用：{check.industry}")
    return redirect("industry", pk=pk)


def _own(user: User, pk: int) -> IndustryCheck:
    check = get_check(user, pk)
    if check.department_id != user.department_id:
        raise NotFound("只有牵头部门可以修改")
    return check
