"""Pages of the caps on visits (检查频次上限)."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.accounts.policies import sees_classes
from mingcha.foundation import clock
from mingcha.foundation.access import permitted
from mingcha.orgs.models import Department
from mingcha.orgs.models.region import Level
from mingcha.plans.actions import caps as actions
from mingcha.plans.models import FrequencyCap
from mingcha.plans.models.frequency_cap import CapWindow
from mingcha.plans.selectors.caps import get_cap, visible_caps
from mingcha.registers.models import InspectionItem
from mingcha.registers.models.inspection_object import ObjectKind
from mingcha.registers.selectors.range_words import describe_filters
from mingcha.registers.selectors.risk_classes import scheme_in_force
from mingcha.tasks.models.task import TaskSource
from mingcha.web.answers import accepted, tried
from mingcha.web.base_forms import Form, choices_of, rows_of
from mingcha.web.people import person
from mingcha.web.plans.tabs import plan_tabs
from mingcha.web.registers.ranges import words_of

_LEVELS = [choice for choice in Level.choices if choice[0] != Level.TOWNSHIP]


class CapForm(Form):
    """A cap: of what, how often, in what time, on what ground."""

    title = forms.CharField(label="名称", max_length=60, help_text="如 一般企业年度上限")
    max_visits = forms.IntegerField(
        label="最多检查次数",
        min_value=0,
        max_value=365,
        help_text="计算期间内到过这么多次的对象不再抽取；0 表示不得检查",
    )
    window = forms.ChoiceField(label="计算期间", choices=CapWindow.choices)
    min_interval_days = forms.IntegerField(
        label="两次检查至少间隔（日）",
        min_value=1,
        max_value=3650,
        required=False,
        help_text="间隔不到的不抽取；没有规定的不填",
    )
    department = forms.ModelChoiceField(
        Department.objects.none(),
        label="只计哪个部门",
        required=False,
        empty_label="全部部门合计",
    )
    item = forms.ModelChoiceField(
        InspectionItem.objects.none(), label="只计哪个事项", required=False, empty_label="全部事项"
    )
    levels = forms.MultipleChoiceField(
        label="只计哪级部门的检查",
        choices=_LEVELS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="不选表示各级合计；每级分别有上限的，各级各制定一条",
    )
    sources = forms.MultipleChoiceField(
        label="只计哪些来源的检查",
        choices=TaskSource.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="不选表示全部检查，包括投诉举报等个案检查",
    )
    kinds = forms.MultipleChoiceField(
        label="对象类型",
        choices=ObjectKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="不选表示不限",
    )
    industries = forms.CharField(
        label="行业", required=False, max_length=200, help_text="多个行业用顿号分开；不填表示不限"
    )
    risk_levels = forms.MultipleChoiceField(
        label="风险类别",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="不选表示不限",
    )
    exempt_sources = forms.MultipleChoiceField(
        label="不受限制的任务来源",
        choices=TaskSource.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        initial=[TaskSource.COMPLAINT, TaskSource.ASSIGNED, TaskSource.TRIGGER],
        help_text="这些检查照样进行，也照样计数",
    )
    basis = forms.CharField(label="依据", max_length=200, help_text="文件名称和文号")
    since = forms.DateField(label="施行日期", widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        """Offer the departments, items and classes of the region."""
        super().__init__(*args, **kwargs)
        prefix = user.region.prefix
        bodies = Department.objects.filter(region__prefix__startswith=prefix)
        rows_of(self, "department").queryset = bodies.filter(is_inspecting_body=True)
        items = InspectionItem.objects.filter(
            department__region__prefix__startswith=prefix, retired_on=None
        )
        rows_of(self, "item").queryset = items.select_related("department")
        scheme = scheme_in_force(user.region)
        levels = scheme.levels if scheme and sees_classes(user) else []
        choices_of(self, "risk_levels").choices = [(level, f"{level} 类") for level in levels]
        if not levels:
            del self.fields["risk_levels"]

    @property
    def values(self) -> dict[str, Any]:
        """Return what the action takes."""
        given = dict(self.cleaned_data)
        asked = {
            "kinds": given.pop("kinds"),
            "industries": words_of(given.pop("industries")),
            "risk_levels": given.pop("risk_levels", []),
        }
        return given | {"object_filter": {key: values for key, values in asked.items() if values}}


@permitted(P.PLAN_VIEW)
@require_GET
def caps(request: HttpRequest) -> HttpResponse:
    """List the caps that hold here, and those that held."""
    user = person(request)
    rules = list(visible_caps(user))
    rows = [
        (rule, whom, _which(rule), rule.region_id == user.region_id)
        for rule, whom in zip(rules, _whom(rules, user), strict=True)
    ]
    context = {"rows": rows, "tabs": plan_tabs("caps")}
    return render(request, "web/plans/caps.html", context)


def _which(rule: FrequencyCap) -> list[str]:
    """The visits that a cap counts, and those that it does not keep back, a clause each."""
    named = {
        "检查部门：": [str(Level(each).label) for each in rule.levels],
        "来源：": [str(TaskSource(each).label) for each in rule.sources],
        "不受限制：": [str(TaskSource(each).label) for each in rule.exempt_sources],
    }
    return [start + "、".join(names) for start, names in named.items() if names]


@permitted(P.TARGET_EDIT)
@require_http_methods(["GET", "POST"])
def cap_new(request: HttpRequest) -> HttpResponse:
    """Set a cap."""
    user = person(request)
    form = CapForm(request.POST or None, user=user, initial={"since": clock.today()})
    if request.method == "POST" and accepted(form, lambda: actions.set_cap(by=user, **form.values)):
        return redirect("caps")
    return render(request, "web/plans/cap.html", {"form": form})


@permitted(P.TARGET_EDIT)
@require_POST
def cap_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a cap hold no longer."""
    user = person(request)
    rule = get_cap(user, pk)
    tried(request, partial(actions.end_cap, by=user, rule=rule), f"已停止：{rule.title}")
    return redirect("caps")


def _whom(rules: list[FrequencyCap], user: User) -> list[str]:
    sees = sees_classes(user)
    ranges = describe_filters([rule.object_filter for rule in rules])
    return [
        _told(rule.object_filter, words, sees=sees)
        for rule, words in zip(rules, ranges, strict=True)
    ]


def _told(object_filter: dict[str, Any], words: str | None, *, sees: bool) -> str:
    if not object_filter:
        return "全部检查对象"
    if "risk_levels" in object_filter and not sees:
        return "按风险类别确定"
    return words or "范围里的专项库等已经不在，请停止后另行制定"
