"""Pages of the training plan of a year, and the plan as form E (R-137)."""

from __future__ import annotations

from itertools import groupby

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.registers.actions import training_plans as actions
from mingcha.registers.models import PlannedTraining
from mingcha.registers.selectors.training_sessions import get_planned, planned_trainings
from mingcha.reports.training_workbook import training_workbook
from mingcha.web.answers import accepted, tried
from mingcha.web.exports.answers import workbook_response
from mingcha.web.people import person
from mingcha.web.registers.trainings.forms import PlannedForm
from mingcha.web.registers.trainings.tabs import training_tabs, year_links, year_of


@permitted(P.REGISTER_VIEW)
@require_GET
def plan_list(request: HttpRequest) -> HttpResponse:
    """Show a year's plans by department, and what was held of them."""
    user, year = person(request), year_of(request)
    rows = planned_trainings(user, year)
    groups = [(own, list(lines)) for own, lines in groupby(rows, lambda line: line.department)]
    context = {
        "groups": groups,
        "year": year,
        "years": year_links(year),
        "tabs": training_tabs("training-plan"),
        "own": user.department_id,
        "may_edit": user.department is not None and user.may(P.REGISTER_EDIT),
    }
    return render(request, "web/registers/trainings/plan.html", context)


@permitted(P.REGISTER_VIEW)
@require_GET
def plan_workbook(request: HttpRequest) -> FileResponse:
    """Hand out the own department's plan in the layout of form E."""
    user, year = person(request), year_of(request)
    if user.department is None:
        raise NotFound
    lines = planned_trainings(user, year).filter(department=user.department)
    name = f"{user.department.short_name}_表E_{year}年培训计划.xlsx"
    return workbook_response(name, training_workbook(user.department, year, lines))


@permitted(P.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def plan_new(request: HttpRequest) -> HttpResponse:
    """Write a line of the plan."""
    return _form(request, None)


@permitted(P.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def plan_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a line of the plan."""
    return _form(request, get_planned(person(request), pk))


@permitted(P.REGISTER_EDIT)
@require_POST
def plan_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a line up, with the reason."""
    user, reason = person(request), request.POST.get("reason", "")
    line = get_planned(user, pk)
    drop = actions.drop_planned
    done = tried(request, lambda: drop(by=user, line=line, reason=reason), "已取消这一条")
    return redirect("training-plan") if done else redirect("training-plan-edit", pk=pk)


def _form(request: HttpRequest, line: PlannedTraining | None) -> HttpResponse:
    user = person(request)
    form = PlannedForm(request.POST or None, instance=line, initial={"year": year_of(request)})
    if request.method == "POST":
        made = accepted(
            form,
            lambda: (
                actions.change_planned(by=user, line=line, facts=form.facts)
                if line
                else actions.plan_training(by=user, facts=form.facts)
            ),
        )
        if made:
            messages.success(request, "已保存培训计划")
            return redirect("training-plan")
    context = {"form": form, "line": line}
    return render(request, "web/registers/trainings/plan_form.html", context)
