"""Fields that the forms of a task share."""

from __future__ import annotations

from typing import Any

from django import forms

from mingcha.orgs.models import Unit
from mingcha.registers.models import ItemVersion, Tag
from mingcha.registers.models.tag import TagKind
from mingcha.tasks.models.task import Disclosing

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


def units_field() -> forms.ModelMultipleChoiceField:
    return forms.ModelMultipleChoiceField(
        label="检查人员从哪些机构抽取",
        queryset=Unit.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="股室、监管所、乡镇综合执法机构；不选就是本部门全部检查人员",
    )
