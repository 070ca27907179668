"""Beginning a task, from a line of the plan or beside it."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet

from mingcha.bundles.rules import WHOLE_FRAME
from mingcha.foundation import clock
from mingcha.orgs.models import Department
from mingcha.plans.label_ratios import LabelRatios
from mingcha.plans.models.annual_plan import DrawInspectMode, DrawKind
from mingcha.plans.modes import modes_of, usual_mode
from mingcha.registers.models import InspectionItem, ItemVersion
from mingcha.registers.selectors.items import items_in_force
from mingcha.tasks.actions.creating import Particulars
from mingcha.tasks.models.task import Disclosing, Origin, TaskSource
from mingcha.web.base_forms import Form, choices_of, rows_of
from mingcha.web.registers.ranges import RANGE_FIELDS, add_range_fields, range_values
from mingcha.web.tasks.forms.fields import OPEN, ItemVersions
from mingcha.web.tasks.forms.named_objects import NamedObjectsField, named_objects_field
from mingcha.web.tasks.forms.ratios import RatiosField


class FromLineForm(Form):
    """A task from a plan line; the line says the rest."""

    title = forms.CharField(label="任务名称", max_length=120)
    origin = forms.ChoiceField(label="来源层级", choices=Origin.choices, initial=Origin.OWN)
    disclosing = forms.ChoiceField(
        label="抽取结果何时公开",
        choices=OPEN,
        initial=Disclosing.IMMEDIATE,
        help_text="突击检查选“检查结束后公开”",
    )

    def __init__(self, *args: Any, is_stratified: bool, **kwargs: Any) -> None:
        """Leave the choice out where the draw is by class or label."""
        super().__init__(*args, **kwargs)
        if is_stratified:
            del self.fields["disclosing"]


class OffPlanForm(Form):
    """A task beside the plan."""

    asked_at: ClassVar[dict[str, str]] = {"ratios": "ratio"}

    source = forms.ChoiceField(
        label="任务来源", choices=[c for c in TaskSource.choices if c[0] != TaskSource.PLAN]
    )
    reason = forms.CharField(
        label="理由",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="计划外任务须经部门负责人审批",
    )
    title = forms.CharField(label="任务名称", max_length=120)
    items = ItemVersions(
        label="检查事项", queryset=ItemVersion.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    named = NamedObjectsField(
        label="指定检查对象",
        required=False,
        help_text="投诉举报、上级交办等要查的对象，每行一个代码；填写后全部检查，只抽取检查人员",
    )
    ratio = RatiosField(
        label="抽查比例或户数",
        max_length=300,
        required=False,
        help_text="写成 3%、2‰ 或 60；按风险分类抽取时写成 A=1%、B=3%、C=10%、D=50%；"
        "按标签或名单抽取时写成 三级医院=50%、投诉举报=100%、其他=3%；指定了对象的不填",
    )
    period_from = forms.DateField(label="开始日期", initial=clock.today)
    period_to = forms.DateField(label="截止日期")
    mode = forms.ChoiceField(
        label="抽查模式", choices=DrawInspectMode.choices, help_text="只列出本级部门抽取的模式"
    )
    cooperating = forms.ModelMultipleChoiceField(
        label="配合部门",
        queryset=Department.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    origin = forms.ChoiceField(label="来源层级", choices=Origin.choices, initial=Origin.OWN)
    disclosing = forms.ChoiceField(
        label="抽取结果何时公开", choices=OPEN, initial=Disclosing.IMMEDIATE
    )

    def __init__(self, *args: Any, department: Department, **kwargs: Any) -> None:
        """Offer the department's items, and the other departments of its region."""
        super().__init__(*args, **kwargs)
        rows_of(self, "items").queryset = items_in_force(department.pk)
        rows_of(self, "cooperating").queryset = Department.objects.filter(
            region=department.region_id, is_inspecting_body=True
        ).exclude(pk=department.pk)
        modes = modes_of(department)
        choices_of(self, "mode").choices = [(mode.value, mode.label) for mode in modes]
        self.initial.setdefault("mode", usual_mode(department))
        add_range_fields(self, department.region, department)
        named_objects_field(self).department = department
        self.order_fields(["source", "reason", "title", "items", *RANGE_FIELDS])

    def clean(self) -> dict[str, Any]:
        """Ask for the ratio unless objects are named: of those none is left out."""
        data = super().clean() or {}
        if data.get("named") and data.get("ratio"):
            self.add_error("ratio", "指定的对象全部检查，请不填比例")
        elif not data.get("named") and not data.get("ratio") and "named" in data:
            self.add_error("ratio", "请填写抽查比例或户数，或者在上面指定检查对象")
        return data

    @property
    def ratios(self) -> LabelRatios:
        """Return the ratio for the whole range, or one for each class or label."""
        written: LabelRatios | None = self.cleaned_data["ratio"]
        return written or LabelRatios([], {WHOLE_FRAME: "100%"})

    @property
    def object_filter(self) -> dict[str, list[str]]:
        """Return the range with the keys that were filled in."""
        named: list[str] = self.cleaned_data["named"]
        return range_values(self.cleaned_data) | ({"objects": named} if named else {})

    @property
    def particulars(self) -> Particulars:
        """Return what the action takes."""
        data = self.cleaned_data
        return {
            "title": data["title"],
            "object_filter": self.object_filter,
            "ratios": self.ratios.ratios,
            "labels": self.ratios.labels,
            "period_from": data["period_from"],
            "period_to": data["period_to"],
            "mode": data["mode"],
            "draw_kind": DrawKind.TARGETED if self.object_filter else DrawKind.UNTARGETED,
        }

    def chosen_items(self) -> QuerySet[InspectionItem]:
        """Return the items behind the chosen versions."""
        return InspectionItem.objects.filter(versions__in=self.cleaned_data["items"])
