"""Forms of plans and their lines."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from mingcha.core.planning.quota import FORMS
from mingcha.orgs.models import Department
from mingcha.orgs.parameters import parameter
from mingcha.plans.actions.lines import FIELDS
from mingcha.plans.label_ratios import LabelRatios, titled_ratios, written_label_ratios
from mingcha.plans.models import ClassTable, PlanLine, PlanVersion
from mingcha.plans.models.annual_plan import DrawKind, JointScope, Weight
from mingcha.plans.modes import usual_mode
from mingcha.plans.ratios import ALL, is_ratio
from mingcha.plans.selectors.class_tables import tables_for
from mingcha.registers.models import IndustryCheck, InspectionItem
from mingcha.registers.selectors.items import items_in_force
from mingcha.registers.selectors.risk_classes import scheme_in_force
from mingcha.reports.desk.board import Trial
from mingcha.web.base_forms import Form, ModelForm, drop_without_choices, label_rows, rows_of
from mingcha.web.plans.label_ratios import LabelRatiosField
from mingcha.web.registers.ranges import RANGE_FIELDS, add_range_fields, range_values


class PlanForm(Form):
    """The first words of a plan."""

    year = forms.IntegerField(label="年度", min_value=2015, max_value=2100)
    title = forms.CharField(label="计划名称", max_length=120)


class LineForm(ModelForm):
    """A line: what, on whom, how many, when, with whom."""

    items = forms.ModelMultipleChoiceField(
        InspectionItem.objects.none(),
        label="抽查事项",
        widget=forms.CheckboxSelectMultiple,
        help_text="只列出本部门已公布的事项",
    )
    cooperating = forms.ModelMultipleChoiceField(
        Department.objects.none(),
        label="配合部门",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    cooperating_items = forms.ModelMultipleChoiceField(
        InspectionItem.objects.none(),
        label="配合部门事项",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="建议配合部门检查的事项，由配合部门会签时确定",
    )
    by_class = forms.BooleanField(
        label="按信用风险分类设定比例",
        required=False,
        help_text="不按分类时填总比例，或按标签设定比例，并说明理由",
    )
    class_table = forms.ModelChoiceField(
        ClassTable.objects.none(),
        label="采用分类比例表",
        required=False,
        empty_label="不采用，各类比例自行填写",
        help_text="选了就按表中的比例，下面各类比例不用填",
    )
    weight = forms.TypedChoiceField(
        label="重点程度",
        choices=Weight.choices,
        coerce=int,
        required=False,
        help_text="重点行业、重点领域的条目选重点；含重点检查事项的条目不选也按重点统计",
    )
    label_ratios = LabelRatiosField(
        label="按标签或名单设定比例",
        max_length=2000,
        required=False,
        help_text="不按风险分类时可以按标签（或失信名单、投诉举报等标记）给不同比例，每行一个；"
        "一户有几个标签的按写在前面的算，最后一行写其他对象",
    )
    ratio_all = forms.CharField(label="总比例", required=False, help_text=f"写成 {FORMS}")

    class Meta:
        model = PlanLine
        fields = tuple(
            name
            for name in FIELDS
            if name not in {"object_filter", "ratios", "labels", "frequencies"}
        )
        help_texts = {"is_reserved": "公布以后，下级部门不能再对这些事项安排计划"}  # noqa: RUF012
        widgets = {  # noqa: RUF012 - Django's form of it
            "period_from": forms.DateInput(attrs={"type": "date"}),
            "period_to": forms.DateInput(attrs={"type": "date"}),
        }

    def __init__(
        self, *args: Any, version: PlanVersion, row: IndustryCheck | None = None, **kwargs: Any
    ) -> None:
        """Offer what the plan's department has: items in force, regions, other departments.

        ``row`` is one of the 1+X list: the line begins with all that it says.
        """
        super().__init__(*args, **kwargs)
        self._version, plan = version, version.plan
        own = items_in_force(plan.department_id).values("item")
        rows_of(self, "items").queryset = InspectionItem.objects.filter(pk__in=own)
        label_rows(self, "items", _item_label)
        others = Department.objects.filter(region=plan.region, is_inspecting_body=True)
        rows_of(self, "cooperating").queryset = others.exclude(pk=plan.department_id)
        scheme = scheme_in_force(plan.region, plan.department)
        self._levels = scheme.levels if scheme else []
        if not Department.objects.filter(region__parent=plan.region).exists():
            del self.fields["is_reserved"]  # nobody below could plan it
        defaults = parameter("risk.default_ratios", region=plan.region, department=plan.department)
        for level in self._levels:
            self.fields[f"ratio_{level}"] = forms.CharField(
                label=f"{level} 类比例", required=False, initial=defaults.get(level, "")
            )
            self.fields[f"frequency_{level}"] = forms.CharField(
                label=f"{level} 类频次", required=False, max_length=40, help_text="空着随抽查频次"
            )
        rows_of(self, "class_table").queryset = tables_for(plan.department)
        drop_without_choices(self, "class_table")
        add_range_fields(self, plan.region, plan.department, self.instance.object_filter)
        self.order_fields(self._order())
        if self.instance.pk:
            self._show(self.instance)
        else:
            self.initial.setdefault("by_class", True)
            self.initial["mode"] = usual_mode(plan.department)
        self._offer_proposed(row)
        if row:
            self._begin_with(row)

    def _offer_proposed(self, row: IndustryCheck | None) -> None:
        """Offer the items of others that the row or the line names; without any, do not ask."""
        source = self.instance if self.instance.pk else row
        named = source.cooperating_items.all() if isinstance(source, PlanLine) else None
        offered = _of_others(row) if row else named
        if offered is not None:
            offered = offered.filter(versions__state="published", retired_on=None)
        if not offered:
            del self.fields["cooperating_items"]
            return
        rows_of(self, "cooperating_items").queryset = offered.select_related("department")
        label_rows(self, "cooperating_items", _item_of_other_label)
        self.initial["cooperating_items"] = list(offered)

    def _begin_with(self, row: IndustryCheck) -> None:
        others = _of_others(row)
        with_items = Department.objects.filter(inspectionitem__in=others)
        own = row.items.filter(department=row.department_id)
        in_force = own.filter(versions__state="published", retired_on=None)
        self.initial.update(
            name=row.title,
            items=[row.lead_item, *in_force],
            industries="、".join(row.object_industries),
            joint_scope=JointScope.CROSS,
            draw_kind=DrawKind.TARGETED,
            cooperating=[*{*with_items, *row.cooperating.all()}],
        )

    def _order(self) -> list[str]:
        levels = [f"ratio_{level}" for level in self._levels]
        what = ["name", "items", "weight", *RANGE_FIELDS]
        how_many = ["by_class", "class_table", *levels, "ratio_all", "label_ratios"]
        how_many += ["no_class_reason", "frequency"]
        how_many += [f"frequency_{level}" for level in self._levels]
        return [
            *what,
            *how_many,
            "period_from",
            "period_to",
            "is_reserved",
            "joint_scope",
            "cooperating",
            "cooperating_items",
        ]

    def _show(self, line: PlanLine) -> None:
        self.initial.update(
            items=list(line.items.all()),
            cooperating=list(line.cooperating.all()),
            by_class=line.is_by_class,
            ratio_all=line.ratios.get(ALL, ""),
            label_ratios=written_label_ratios(line.ratios, line.labels),
        )
        self.initial.update(
            {f"ratio_{level}": line.ratios.get(level, "") for level in self._levels}
        )
        self.initial.update(
            {f"frequency_{level}": line.frequencies.get(level, "") for level in self._levels}
        )

    def clean_weight(self) -> int:
        """Count a line without a word about it as ordinary."""
        return int(self.cleaned_data["weight"] or Weight.ORDINARY)

    def clean(self) -> dict[str, Any]:
        """Ask for the ratios that the choice calls for."""
        given = super().clean() or {}
        if given.get("by_class"):
            self._take_over(given)
            for level in self._levels:
                self._check_ratio(f"ratio_{level}", f"{level}类的比例")
            if given.get("label_ratios"):
                told = "已选按信用风险分类设定比例；要按标签的，请先取消上面的勾选"
                self.add_error("label_ratios", told)
        elif given.get("label_ratios"):
            self._check_label_ratios(given)
        elif "label_ratios" in given:
            self._check_ratio("ratio_all", "总比例")
        return given

    def _check_label_ratios(self, given: dict[str, Any]) -> None:
        if given.get("ratio_all"):
            self.add_error(
                "ratio_all", "已按标签设定比例，总比例请不要填；没有标签的写在“其他”一行"
            )
        found: LabelRatios = given["label_ratios"]
        for title, text in titled_ratios(found.ratios, found.labels):
            if not is_ratio(text):
                self.add_error("label_ratios", f"“{title}”的比例请写成 {FORMS}")

    def _take_over(self, given: dict[str, Any]) -> None:
        """Let the chosen table say ratios and frequencies, whatever stands in their fields."""
        table: ClassTable | None = given.get("class_table")
        if table is None:
            return
        for level, text in table.ratios.items():
            given[f"ratio_{level}"] = text
            self.errors.pop(f"ratio_{level}", None)
        for level in self._levels:
            given[f"frequency_{level}"] = table.frequencies.get(level, "")

    def _check_ratio(self, name: str, title: str) -> None:
        text = self.cleaned_data.get(name)
        if name in self.errors:
            return
        if not text:
            self.add_error(name, f"请填写{title}，如 3%")
        elif not is_ratio(text):
            self.add_error(name, f"{title}请写成 {FORMS}")

    @property
    def proposed_items(self) -> list[InspectionItem]:
        """Return the items proposed to the cooperating departments."""
        return list(self.cleaned_data.get("cooperating_items") or [])

    @property
    def asked_at(self) -> dict[str, str]:
        """Say where ratios and frequencies as a whole are asked for: a fault stands at the largest."""
        by_class = self.cleaned_data.get("by_class") and self._levels
        otherwise = "label_ratios" if self._labelled(self.cleaned_data) else "ratio_all"
        return {
            "ratios": f"ratio_{self._levels[-1]}" if by_class else otherwise,
            "frequencies": f"frequency_{self._levels[-1]}" if by_class else "frequency",
        }

    @property
    def trial(self) -> Trial | None:
        """Return the line as far as it is written, to be tried out; None without range and ratios."""
        self.is_valid()
        given = self.cleaned_data
        if self.errors.keys() & set(RANGE_FIELDS):
            return None
        ratios = {level: text for level, text in self._ratios(given).items() if text}
        if not ratios:
            return None
        year = self._version.plan.year
        line = PlanLine(
            version=self._version,
            line_no=self.instance.line_no or 0,
            name=given.get("name") or "这一条",
            object_filter=range_values(given),
            ratios=ratios,
            labels=self._labels(given),
            frequency=given.get("frequency") or "",
            frequencies=self._frequencies(given),
            period_from=given.get("period_from") or date(year, 1, 1),
            period_to=given.get("period_to") or date(year, 12, 31),
        )
        return Trial(line, list(given.get("cooperating") or ()))

    @property
    def values(self) -> dict[str, Any]:
        """Return the line's fields as the action takes them."""
        given = self.cleaned_data
        values = {name: given.get(name, False) for name in self.Meta.fields}
        return values | {
            "object_filter": range_values(given),
            "ratios": self._ratios(given),
            "labels": self._labels(given),
            "frequencies": self._frequencies(given),
        }

    def _labels(self, given: Mapping[str, Any]) -> list[str]:
        found = self._labelled(given)
        return found.labels if found else []

    def _labelled(self, given: Mapping[str, Any]) -> LabelRatios | None:
        return None if given.get("by_class") else given.get("label_ratios")

    def _frequencies(self, given: Mapping[str, Any]) -> dict[str, str]:
        if not given.get("by_class"):
            return {}
        said = {level: given.get(f"frequency_{level}", "") for level in self._levels}
        return {level: text for level, text in said.items() if text}

    def _ratios(self, given: Mapping[str, Any]) -> dict[str, str]:
        if given.get("by_class"):
            return {level: given.get(f"ratio_{level}", "") for level in self._levels}
        if found := self._labelled(given):
            return found.ratios
        return {ALL: given.get("ratio_all", "")}


def _item_of_other_label(item: InspectionItem) -> str:
    return f"{item.department.short_name}　{_item_label(item)}"


def _of_others(row: IndustryCheck) -> QuerySet[InspectionItem]:
    """Return the items of a row of the 1+X list that are not the lead's own."""
    return row.items.exclude(department=row.department_id)


def _item_label(item: InspectionItem) -> str:
    version = item.versions.filter(state="published").first()
    return f"{item.code}　{version.name if version else ''}"
