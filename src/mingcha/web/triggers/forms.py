"""The form of a trigger rule."""

from __future__ import annotations

from typing import Any

from django import forms

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.accounts.policies import sees_classes
from mingcha.foundation import clock
from mingcha.orgs.models import Department
from mingcha.plans.models.annual_plan import DrawInspectMode
from mingcha.registers.models import InspectionItem, ItemVersion
from mingcha.registers.models.object_flag import FlagKind
from mingcha.registers.selectors.risk_classes import scheme_in_force
from mingcha.triggers.models import TriggerRule
from mingcha.triggers.models.trigger_rule import AlsoTold, Indicator
from mingcha.web.base_forms import Form, choices_of, rows_of
from mingcha.web.registers.ranges import RANGE_FIELDS, add_range_fields, range_values
from mingcha.web.tasks.forms.fields import ItemVersions

_KINDS_OF_MARKS = [choice for choice in FlagKind.choices if choice[0] != FlagKind.SANDBOX]
_RANGE = ("risk_levels", *RANGE_FIELDS)
_MOST_DAYS = 1100


class _Items(ItemVersions):
    """Items with the department that they are of."""

    def label_from_instance(self, obj: Any) -> str:
        """Show department, name and code."""
        return f"{obj.item.department.short_name}　{super().label_from_instance(obj)}"


class TriggerForm(Form):
    """A rule: what is watched, from what value on, of whom, and what is checked then."""

    title = forms.CharField(label="名称", max_length=60, help_text="如 餐饮投诉集中")
    basis = forms.CharField(label="依据", max_length=200, help_text="文件名称和文号")
    department = forms.ModelChoiceField(
        Department.objects.none(), label="检查部门", help_text="由这个部门答复提示、发起任务"
    )
    indicator = forms.ChoiceField(label="指标", choices=Indicator.choices)
    flag_kinds = forms.MultipleChoiceField(
        label="计哪些标记",
        choices=_KINDS_OF_MARKS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="只用于投诉举报等标记、失信名单两个指标",
    )
    threshold = forms.IntegerField(
        label="触发值",
        min_value=1,
        max_value=9999,
        help_text="达到这个数就提示；问题发现率写百分数",
    )
    window_days = forms.IntegerField(
        label="统计天数",
        min_value=1,
        max_value=_MOST_DAYS,
        initial=30,
        help_text="从今天往前数；同一对象在这些天内不重复提示",
    )
    last_checks = forms.IntegerField(
        label="最近几次检查",
        min_value=1,
        max_value=99,
        required=False,
        help_text="只用于“最近几次检查中发现问题的次数”",
    )
    least_results = forms.IntegerField(
        label="最少检查结果数",
        min_value=1,
        max_value=9999,
        required=False,
        help_text="只用于“事项的问题发现率”：结果太少时不提示",
    )
    risk_levels = forms.MultipleChoiceField(
        label="风险类别",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="不选表示不限",
    )
    items = _Items(
        label="检查事项",
        queryset=ItemVersion.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text="提示后发起的任务检查这些事项；问题发现率也按这些事项计算",
    )
    ratio = forms.CharField(
        label="抽查比例或户数", max_length=12, initial="100%", help_text="从触发的对象中抽多少"
    )
    mode = forms.ChoiceField(
        label="抽查模式", choices=DrawInspectMode.choices, initial=DrawInspectMode.COUNTY_COUNTY
    )
    task_days = forms.IntegerField(
        label="任务期限（日）",
        min_value=1,
        max_value=365,
        initial=30,
        help_text="从发起任务之日起算",
    )
    also_told = forms.MultipleChoiceField(
        label="同时提示",
        choices=AlsoTold.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="内部牵头机构总会收到提示",
    )
    since = forms.DateField(label="施行日期", widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(
        label="有效期至",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="不填表示长期有效",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        """Offer the departments whose rules the person keeps, and what they have."""
        super().__init__(*args, **kwargs)
        self._own = None if user.may(P.TARGET_EDIT) else user.department
        bodies = Department.objects.filter(
            region__prefix__startswith=user.region.prefix, is_inspecting_body=True
        )
        if self._own is not None:
            bodies = bodies.filter(pk=self._own.pk)
            del self.fields["department"]
        else:
            rows_of(self, "department").queryset = bodies
        in_force = ItemVersion.objects.filter(
            state="published", item__department__in=bodies, item__retired_on=None
        )
        rows_of(self, "items").queryset = in_force.select_related("item__department")
        self._offer_classes(user)
        add_range_fields(self, user.region, self._own)
        self.initial.setdefault("since", clock.today())

    def _offer_classes(self, user: User) -> None:
        """Offer classes only to those who may see them (G-10)."""
        scheme = scheme_in_force(user.region, user.department)
        if scheme is not None and sees_classes(user):
            choices = [(level, f"{level} 类") for level in scheme.levels]
            choices_of(self, "risk_levels").choices = choices
            return
        del self.fields["risk_levels"]
        known = [choice for choice in Indicator.choices if choice[0] != Indicator.CLASS_WORSE]
        choices_of(self, "indicator").choices = known

    @staticmethod
    def _watched() -> tuple[str, ...]:
        return ("flag_kinds", "threshold", "window_days", "last_checks", "least_results")

    @property
    def sections(self) -> list[tuple[str, list[forms.BoundField], bool]]:
        """Return the fields in groups, as the page shows them; the range is folded until it is used."""
        what = ("title", "basis", "department", "indicator", *self._watched())
        then = ("items", "ratio", "mode", "task_days", "also_told", "since", "until")
        groups = {"规则": what, "对象范围": _RANGE, "提示以后": then}
        return [
            (
                title,
                [self[name] for name in names if name in self.fields],
                names is _RANGE and not self.is_bound,
            )
            for title, names in groups.items()
        ]

    @property
    def rule(self) -> TriggerRule:
        """Return the rule as it is written, not kept."""
        data = self.cleaned_data
        plain = (
            *("title", "basis", "indicator", "ratio", "mode", "task_days", "also_told"),
            *("since", "until", *self._watched()),
        )
        values = {name: data[name] for name in plain}
        department = self._own or data["department"]
        return TriggerRule(department=department, object_filter=self._range(), **values)

    def _range(self) -> dict[str, Any]:
        levels = self.cleaned_data.get("risk_levels")
        return range_values(self.cleaned_data) | ({"risk_levels": levels} if levels else {})

    @property
    def chosen_items(self) -> list[InspectionItem]:
        """Return the items behind the chosen versions."""
        return list(InspectionItem.objects.filter(versions__in=self.cleaned_data["items"]))
