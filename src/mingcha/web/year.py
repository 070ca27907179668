"""Targets of the year, its calendar, and how punctual offices and departments are."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.foundation import clock
from mingcha.foundation.access import permitted
from mingcha.orgs.models import Department, Region
from mingcha.plans.actions import targets as actions
from mingcha.plans.models.target import Indicator
from mingcha.plans.ratios import share_bp
from mingcha.plans.selectors.occurrences import Day, days_of_year, punctuality
from mingcha.plans.selectors.targets import visible_targets
from mingcha.web.answers import accepted
from mingcha.web.base_forms import Form, rows_of
from mingcha.web.obligations.tabs import year_tabs
from mingcha.web.people import person
from mingcha.web.plans.tabs import year_asked, years_about


class TargetForm(Form):
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

    def __init__(self, *args: Any, region: Region, **kwargs: Any) -> None:
        """Offer the region's inspecting bodies."""
        super().__init__(*args, **kwargs)
        rows_of(self, "department").queryset = Department.objects.filter(
            region__prefix__startswith=region.prefix, is_inspecting_body=True
        )

    def clean_value(self) -> int:
        """Return the share in basis points."""
        bp = share_bp(self.cleaned_data["value"].strip())
        if bp is None:
            raise forms.ValidationError("请写成 5% 或 2.5%")
        return bp


@permitted(P.TARGET_VIEW)
@require_http_methods(["GET", "POST"])
def year(request: HttpRequest) -> HttpResponse:
    """Show targets and what is due; the coordination office sets targets here."""
    user, shown = person(request), year_asked(request)
    form = TargetForm(request.POST or None, region=user.region, initial={"year": shown})
    if request.method == "POST" and user.may(P.TARGET_EDIT) and _set(user, form):
        return redirect("year")
    days = days_of_year(user, shown)
    context = {
        "tabs": year_tabs("year"),
        "year": shown,
        "years": years_about(shown),
        "targets": visible_targets(user, shown),
        "late": [day for day in days if day.is_late],
        "months": _months([day for day in days if not day.is_late and not _is_past(day)]),
        "past": [day for day in days if not day.is_late and _is_past(day)],
        "punctuality": punctuality(user, shown),
        "target_form": form if user.may(P.TARGET_EDIT) else None,
    }
    return render(request, "web/year.html", context)


def _set(user: User, form: TargetForm) -> bool:
    return bool(
        accepted(
            form,
            lambda: actions.set_target(
                by=user,
                value_bp=form.cleaned_data["value"],
                **{k: v for k, v in form.cleaned_data.items() if k != "value"},
            ),
        )
    )


def _is_past(day: Day) -> bool:
    return day.due_on < clock.today()


def _months(days: list[Day]) -> list[tuple[int, list[Day]]]:
    """Return the days by month; they stand in order."""
    return [(month, list(found)) for month, found in groupby(days, lambda day: day.due_on.month)]
