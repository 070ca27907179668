"""Fields that the forms of a task share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from mingcha.orgs.models import Unit
from mingcha.registers.models import ItemVersion, StaffRegister, Tag
from mingcha.registers.models.tag import TagKind
from mingcha.registers.selectors.staff_registers import staff_registers_in_use
from mingcha.tasks.actions.schemes import ExpertDemand
from mingcha.tasks.models import SubTask
from mingcha.tasks.models.task import Disclosing
from mingcha.web.base_forms import drop_without_choices, rows_of

OPEN = [choice for choice in Disclosing.choices if choice[0] != Disclosing.CONFIDENTIAL]


class ItemVersions(forms.ModelMultipleChoiceField):
    """Items by what they are called in the version in force."""

    def label_from_instance(self, obj: Any) -> str:
        """Show the name and the code."""
        return f"{obj.name}（{obj.item.code}）" if isinstance(obj, ItemVersion) else str(obj)


def expertise_field() -> forms.ModelMultipleChoiceField:
    return forms.ModelMultipleChoiceField(
        label="所需专长和资质",
        queryset=Tag.objects.filter(is_retired=False).exclude(kind=TagKind.OBJECT),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="一个检查组合起来应具备的；事项本身要求的已自动计入，不用再选",
    )


def experts_field() -> forms.IntegerField:
    return forms.IntegerField(
        label="每户抽取专家人数",
        min_value=0,
        max_value=5,
        required=False,
        help_text="从本部门专家库随机抽取，只协助，不计入检查人员；不需要专家的填 0",
    )


def expert_fields_field() -> forms.ModelMultipleChoiceField:
    return forms.ModelMultipleChoiceField(
        label="抽取专家的专业领域",
        queryset=Tag.objects.filter(is_retired=False).exclude(kind=TagKind.OBJECT),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="具备其中一项的才参加抽取；不选的，专家库中人人参加",
    )


def demand_of(cleaned: Mapping[str, Any]) -> ExpertDemand:
    """Return how many experts are asked for, and of which fields."""
    return ExpertDemand(cleaned["experts"] or 0, tuple(cleaned.get("expert_fields", ())))


def units_field() -> forms.ModelMultipleChoiceField:
    return forms.ModelMultipleChoiceField(
        label="检查人员从哪些机构抽取",
        queryset=Unit.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="股室、监管所、乡镇综合执法机构；不选就是本部门全部检查人员",
    )


def staff_register_field() -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        label="检查人员从哪个专项库抽取",
        queryset=StaffRegister.objects.none(),
        required=False,
        empty_label="不限，本部门全部检查人员",
        help_text="只抽取库中的人员；同时选了机构的，要两样都符合",
    )


def offer_staff_registers(form: forms.Form, part: SubTask) -> None:
    """Offer the department's own sub-registers of inspectors; none are asked where it has none."""
    offered = staff_registers_in_use(part.department)
    if part.staff_register_id:
        offered |= StaffRegister.objects.filter(pk=part.staff_register_id)
    rows_of(form, "staff_register").queryset = offered
    drop_without_choices(form, "staff_register")
