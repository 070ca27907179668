"""Pages on which a task is begun, its scheme written and co-signed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import Forbidden, NotFound
from mingcha.plans.models import PlanLine
from mingcha.plans.selectors.differences import ratios_text
from mingcha.registers.selectors.range_words import describe_filter
from mingcha.tasks.actions import creating, schemes
from mingcha.tasks.ratios import uses_strata
from mingcha.tasks.selectors.lines import lines_to_execute
from mingcha.tasks.selectors.tasks import get_task, own_part
from mingcha.web.answers import accepted
from mingcha.web.people import person
from mingcha.web.tasks.forms.creating import FromLineForm, OffPlanForm
from mingcha.web.tasks.forms.fields import demand_of
from mingcha.web.tasks.forms.schemes import CosignForm, SchemeForm


@permitted(P.TASK_EDIT)
@require_GET
def task_new(request: HttpRequest) -> HttpResponse:
    """Choose the plan line that a task is to execute."""
    lines = lines_to_execute(person(request))
    return render(request, "web/tasks/choose_line.html", {"lines": lines})


@permitted(P.TASK_EDIT)
@require_http_methods(["GET", "POST"])
def task_from_line(request: HttpRequest, line: int) -> HttpResponse:
    """Begin a task from a plan line."""
    user = person(request)
    found: PlanLine | None = lines_to_execute(user).filter(pk=line).first()
    if found is None:
        raise NotFound
    is_stratified = uses_strata(found.ratios)
    form = FromLineForm(
        request.POST or None, initial={"title": found.name}, is_stratified=is_stratified
    )
    if request.method == "POST":
        made = accepted(
            form,
            lambda: creating.create_task_from_line(by=user, line=found, **form.cleaned_data),
        )
        if made:
            return redirect("task", pk=made.pk)
    context = {
        "form": form,
        "line": found,
        "range": describe_filter(found.object_filter),
        "ratios": ratios_text(found.ratios, found.labels),
        "is_stratified": is_stratified,
    }
    return render(request, "web/tasks/from_line.html", context)


@permitted(P.TASK_EDIT)
@require_http_methods(["GET", "POST"])
def task_off_plan(request: HttpRequest) -> HttpResponse:
    """Begin a task beside the plan."""
    user = person(request)
    if user.department is None:
        raise Forbidden
    form = OffPlanForm(request.POST or None, department=user.department)
    if request.method == "POST":
        made = accepted(form, lambda: _begin_off_plan(request, form))
        if made:
            return redirect("task", pk=made.pk)
    return render(request, "web/tasks/off_plan.html", {"form": form})


def _begin_off_plan(request: HttpRequest, form: OffPlanForm) -> object:
    data = form.cleaned_data
    return creating.create_task_off_plan(
        by=person(request),
        source=data["source"],
        reason=data["reason"],
        particulars=form.particulars,
        items=form.chosen_items(),
        cooperating=data["cooperating"],
        disclosing=data["disclosing"],
        origin=data["origin"],
    )


@permitted(P.TASK_EDIT)
@require_http_methods(["GET", "POST"])
def task_scheme(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the scheme of a draft."""
    user = person(request)
    task = get_task(user, pk)
    part = task.sub_tasks.get(is_lead=True)
    form = SchemeForm(request.POST or None, task=task, part=part)
    if request.method == "POST":
        written = accepted(
            form,
            lambda: schemes.write_scheme(
                by=user,
                task=task,
                text=form.text,
                team_size=form.cleaned_data["team_size"],
                expertise=form.cleaned_data.get("expertise", ()),
                units=form.cleaned_data["units"],
                staff_register=form.cleaned_data.get("staff_register"),
                experts=demand_of(form.cleaned_data),
                disclosing=form.cleaned_data.get("disclosing", ""),
                matching=form.cleaned_data["matching"],
                matching_basis=form.cleaned_data["matching_basis"],
            ),
        )
        if written:
            return redirect("task", pk=pk)
    return render(request, "web/tasks/scheme.html", {"form": form, "task": task})


@permitted(P.TASK_COSIGN)
@require_http_methods(["GET", "POST"])
def task_cosign(request: HttpRequest, pk: int) -> HttpResponse:
    """Co-sign the scheme with one's own items and people."""
    user = person(request)
    task = get_task(user, pk)
    part = own_part(user, task)
    if part is None:
        raise Forbidden
    form = CosignForm(request.POST or None, part=part)
    if request.method == "POST":
        signed = accepted(form, lambda: _cosign(request, pk, form))
        if signed:
            return redirect("task", pk=pk)
    context = {"form": form, "task": task, "scheme": getattr(task, "scheme", None)}
    return render(request, "web/tasks/cosign.html", context)


def _cosign(request: HttpRequest, pk: int, form: CosignForm) -> bool:
    user = person(request)
    part = own_part(user, get_task(user, pk))
    if part is None:
        raise NotFound
    schemes.cosign(
        by=user,
        sub_task=part,
        items=form.chosen_items(),
        team_size=form.cleaned_data["team_size"],
        expertise=form.cleaned_data.get("expertise", ()),
        units=form.cleaned_data["units"],
        staff_register=form.cleaned_data.get("staff_register"),
        experts=demand_of(form.cleaned_data),
    )
    return True
