"""Targets of the year and the calendar of obligations."""

from __future__ import annotations

from functools import partial

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation import clock
from mingcha.foundation.access import permitted
from mingcha.orgs.models import Department
from mingcha.plans.actions import targets as actions
from mingcha.plans.models.target import Indicator
from mingcha.plans.ratios import share_bp
from mingcha.plans.selectors.targets import obligations, visible_targets
from mingcha.web.answers import accepted, tried
from mingcha.web.base_forms import Form, rows_of
from mingcha.web.people import person


class _OfDepartment(Form):
    def __init__(self, *args: object, region: str, **kwargs: object) -> None:
        # two of these stand on one page: their inputs need ids of their own
        kwargs["auto_id"] = f"id_{type(self).__name__.lower()}_%s"
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        inspecting = Department.objects.filter(
            region__prefix__startswith=region, is_inspecting_body=True
        )
        rows_of(self, "department").queryset = inspecting


class TargetForm(_OfDepartment):
    """A target."""

    indicator = forms.ChoiceField(label="指标", choices=Indicator.choices)
    year = forms.IntegerField(label="年度", min_value=2015, max_value=2100)
    value = forms.CharField(label="不低于", help_text="如 5%")
    department = forms.ModelChoiceField(
        Department.objects.none(), label="部门", required=False, empty_label="全部部门"
    )
    base_count = forms.IntegerField(
        label="基数", required=False, min_value=1, help_text="覆盖率的分母：上年末企业数"
    )
    note = forms.CharField(label="依据", max_length=200, required=False)

    def clean_value(self) -> int:
        """Return the share in basis points."""
        bp = share_bp(self.cleaned_data["value"].strip())
        if bp is None:
            raise forms.ValidationError("请写成 5% 或 2.5%")
        return bp


class ObligationForm(_OfDepartment):
    """Something due."""

    title = forms.CharField(label="事项", max_length=100)
    due_on = forms.DateField(label="期限", widget=forms.DateInput(attrs={"type": "date"}))
    department = forms.ModelChoiceField(
        Department.objects.none(), label="责任部门", required=False, empty_label="双随办"
    )
    basis = forms.CharField(label="依据", max_length=100, required=False)


@permitted(P.TARGET_VIEW)
@require_http_methods(["GET", "POST"])
def year(request: HttpRequest) -> HttpResponse:
    """Show targets and obligations; the coordination office sets them here."""
    user = person(request)
    this_year, prefix = clock.today().year, user.region.prefix
    which = request.POST.get("which", "")
    target = TargetForm(
        request.POST if which == "target" else None, region=prefix, initial={"year": this_year}
    )
    due = ObligationForm(request.POST if which == "obligation" else None, region=prefix)
    if request.method == "POST" and user.may(P.TARGET_EDIT) and _write(request, target, due):
        return redirect("year")
    context = {
        "targets": visible_targets(user, this_year),
        "obligations": obligations(user),
        "this_year": this_year,
    }
    if user.may(P.TARGET_EDIT):
        context |= {"target_form": target, "obligation_form": due}
    return render(request, "web/year.html", context)


def _write(request: HttpRequest, target: TargetForm, due: ObligationForm) -> bool:
    user = person(request)
    if target.is_bound:
        return bool(
            accepted(
                target,
                lambda: actions.set_target(
                    by=user,
                    value_bp=target.cleaned_data["value"],
                    **{k: v for k, v in target.cleaned_data.items() if k != "value"},
                ),
            )
        )
    return bool(accepted(due, lambda: actions.add_obligation(by=user, **due.cleaned_data)))


@permitted(P.TARGET_VIEW)
@require_POST
def obligation_done(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark an obligation as done."""
    user = person(request)
    obligation = get_object_or_404(obligations(user), pk=pk)
    finish = partial(actions.finish_obligation, by=user, obligation=obligation)
    tried(request, finish, f"已完成：{obligation.title}")
    return redirect("year")
