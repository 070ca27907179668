"""Pages of the inspectors' workload and of their training."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation import clock
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.inspections.selectors.workload import workloads
from mingcha.registers.actions import trainings
from mingcha.web.answers import accepted, tried
from mingcha.web.people import person
from mingcha.web.registers.inspectors.forms import TrainingForm
from mingcha.web.registers.inspectors.listing import own_inspector

_YEARS_SHOWN = 3


@permitted(P.REGISTER_VIEW)
@require_GET
def workload(request: HttpRequest) -> HttpResponse:
    """Show what each inspector has to do and has done in a year."""
    this_year = clock.today().year
    years = [this_year - back for back in range(_YEARS_SHOWN)]
    asked = request.GET.get("year", "")
    year = int(asked) if asked in {str(each) for each in years} else this_year
    tabs = [
        {"title": f"{each} 年", "url": f"?year={each}", "active": each == year} for each in years
    ]
    rows = workloads(person(request), year)
    context = {"rows": rows, "year": year, "tabs": tabs, "label": "年度"}
    return render(request, "web/registers/inspectors/workload.html", context)


@permitted(P.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def training_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a training."""
    user, one = person(request), own_inspector(request, pk)
    form = TrainingForm(request.POST or None)
    if request.method == "POST":
        enter = trainings.enter_training
        if accepted(form, lambda: enter(by=user, inspector=one, **form.cleaned_data)):
            messages.success(request, "已登记培训")
            return redirect("inspector", pk=pk)
    context = {"form": form, "inspector": one, "title": "登记培训"}
    return render(request, "web/registers/inspectors/paper.html", context)


@permitted(P.REGISTER_EDIT)
@require_POST
def training_withdraw(request: HttpRequest, pk: int, training: int) -> HttpResponse:
    """Take back what was entered wrongly, with the reason."""
    user, one = person(request), own_inspector(request, pk)
    row = one.trainings.filter(pk=training).first()
    if row is None:
        raise NotFound
    reason = request.POST.get("reason", "")
    withdraw = trainings.withdraw_training
    tried(request, lambda: withdraw(by=user, training=row, reason=reason), "已撤销培训记录")
    return redirect("inspector", pk=pk)
