"""The form of a row of the 1+X list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from mingcha.orgs.models import Department
from mingcha.registers.intake.joint_region import JointRegion, Matched
from mingcha.registers.models import IndustryCheck, InspectionItem, ItemVersion
from mingcha.registers.selectors.industry_checks import Suggestion, facts_of, joinable_items
from mingcha.web.base_forms import Form, label_rows, rows_of
from mingcha.web.registers.opened_form import OpenedOnFacts
from mingcha.web.registers.ranges import words_of

_LONGEST_INDUSTRY = 60


class IndustryForm(OpenedOnFacts, Form):
    """An industry, the own department's item, and what is joined to it: items and departments."""

    industry = forms.CharField(label="行业", max_length=60, help_text="如 餐饮、宾馆、民办学校")
    title = forms.CharField(label="任务名称", max_length=120)
    object_industries = forms.CharField(
        label="名录中的行业",
        required=False,
        help_text="检查对象名录里这个行业的写法，多个用顿号分开；列入计划时按它确定对象范围",
    )
    lead_item = forms.ModelChoiceField(
        InspectionItem.objects.none(), label="发起事项", empty_label="请选择本部门的事项"
    )
    items = forms.ModelMultipleChoiceField(
        InspectionItem.objects.none(),
        label="配合部门事项",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="选到哪个部门的事项，哪个部门就是配合部门",
    )
    cooperating = forms.ModelMultipleChoiceField(
        Department.objects.none(),
        label="其他配合部门",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="参加检查、事项还没有定的部门；事项由它在会签时确定",
    )
    own_items = forms.ModelMultipleChoiceField(
        InspectionItem.objects.none(),
        label="本部门一并检查的事项",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="发起事项不必再选",
    )
    note = forms.CharField(
        label="部门分工和备注",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        *args: Any,
        department: Department,
        check: IndustryCheck | None = None,
        suggestion: Suggestion | None = None,
        **kwargs: Any,
    ) -> None:
        """Offer the items in force of the region; begin with the row, or with what is suggested.

        A row that has nothing in force to begin a task with begins with what of its list has come
        in force since; afterwards it is what people made of it.
        """
        super().__init__(*args, facts=facts_of(check) if check else None, **kwargs)
        versions = list(joinable_items(department.region))
        own = [each for each in versions if each.item.department_id == department.pk]
        others = [each for each in versions if each.item.department_id != department.pk]
        self._offer("lead_item", own, "{version.item.code}　{version.name}")
        self._offer(
            "items",
            others,
            "{version.item.department.short_name}　{version.item.code}　{version.name}",
        )
        self._offer("own_items", own, "{version.item.code}　{version.name}")
        bodies = Department.objects.filter(region=department.region_id, is_inspecting_body=True)
        rows_of(self, "cooperating").queryset = bodies.exclude(pk=department.pk)
        label_rows(self, "cooperating", lambda body: body.short_name)
        if check:
            self.initial = _initial_of(check)
            if check.lead_item_id not in {each.item_id for each in own}:
                region = JointRegion(department)
                listed = region.matched(check.listed)
                fresh = region.fresh(listed, check.listed)
                self.initial = _completed(self.initial, listed.own, fresh)
        elif suggestion:
            self.initial = _suggested(suggestion, own, others)

    def _offer(self, name: str, versions: list[ItemVersion], label: str) -> None:
        keys = [version.item_id for version in versions]
        found = InspectionItem.objects.filter(pk__in=keys).order_by("department_id", "code")
        labels = {each.item_id: label.format(version=each) for each in versions}
        rows_of(self, name).queryset = found.select_related("department__region")
        label_rows(self, name, lambda item: labels[item.pk])

    def clean_object_industries(self) -> list[str]:
        """Return the industries as a list."""
        words = words_of(self.cleaned_data["object_industries"])
        if any(len(word) > _LONGEST_INDUSTRY for word in words):
            raise forms.ValidationError(f"每个行业最多 {_LONGEST_INDUSTRY} 个字，请用顿号分开")
        return words

    def clean_own_items(self) -> list[InspectionItem]:
        """Return the further items without the one that leads, which is often ticked as well."""
        lead = self.cleaned_data.get("lead_item")
        return [item for item in self.cleaned_data["own_items"] if item != lead]

    @property
    def items_chosen(self) -> list[InspectionItem]:
        """Return the items beside the one that leads."""
        return [*self.cleaned_data["items"], *self.cleaned_data["own_items"]]

    @property
    def values(self) -> dict[str, Any]:
        """Return the fields that are no items, as the action takes them."""
        names = ("industry", "title", "object_industries", "note")
        return {name: self.cleaned_data[name] for name in names}


def _initial_of(check: IndustryCheck) -> dict[str, Any]:
    items = {item.pk: item.department_id for item in check.items.all()}
    return {
        "industry": check.industry,
        "title": check.title,
        "object_industries": "、".join(check.object_industries),
        "lead_item": check.lead_item_id,
        "items": [key for key, of in items.items() if of != check.department_id],
        "own_items": [key for key, of in items.items() if of == check.department_id],
        "cooperating": list(check.cooperating.values_list("pk", flat=True)),
        "note": check.note,
    }


def _completed(
    initial: dict[str, Any], own: Sequence[ItemVersion], fresh: Matched
) -> dict[str, Any]:
    """Add what a joint list names anew; the first ``own`` item that it names leads."""
    lead = own[0].item_id if own else None
    further = {*initial["own_items"], *(each.item_id for each in fresh.own)}
    return initial | {
        "lead_item": lead,
        "items": sorted({*initial["items"], *(each.item_id for each in fresh.others)}),
        "own_items": sorted(further - {lead}),
        "cooperating": sorted({*initial["cooperating"], *fresh.department_keys}),
    }


def _suggested(
    suggestion: Suggestion, own: list[ItemVersion], others: list[ItemVersion]
) -> dict[str, Any]:
    naming = {version.item_id for version in suggestion.versions}
    leads = [each.item_id for each in own if each.item_id in naming]
    return {
        "industry": suggestion.industry,
        "title": f"{suggestion.industry}部门联合抽查",
        "object_industries": suggestion.industry,
        "lead_item": leads[0] if leads else None,
        "items": [each.item_id for each in others if each.item_id in naming],
    }
