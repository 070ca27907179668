"""The form of an item's text."""

from __future__ import annotations

from typing import Any

from django import forms

from mingcha.core.ratios.ratio import read_ratio
from mingcha.core.ratios.wording import percent
from mingcha.registers.models import ItemVersion
from mingcha.registers.models.inspection_item import CheckMethod
from mingcha.registers.text_fields import TEXT_FIELDS
from mingcha.web.base_forms import ModelForm


class ItemForm(ModelForm):
    """An item's text and checklist; ``code`` only where the item is new."""

    code = forms.CharField(label="事项编码", max_length=32, help_text="本部门清单内不重复")
    ratio_limit_bp = forms.CharField(
        label="比例上限",
        required=False,
        max_length=20,
        help_text="一般检查事项的最高抽查比例，如 10%；不填的，按抽查比例的文字识别",
    )
    methods = forms.MultipleChoiceField(
        label="检查方式", choices=CheckMethod.choices, widget=forms.CheckboxSelectMultiple
    )
    check_points = forms.CharField(
        label="检查要点",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="一行一条，检查人员在手机上逐条回答",
    )

    class Meta:
        model = ItemVersion
        fields = TEXT_FIELDS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Leave the code out where the item has one, and show the checklist as lines."""
        super().__init__(*args, **kwargs)
        limit = self.instance.ratio_limit_bp
        self.initial["ratio_limit_bp"] = "" if limit is None else percent(limit)
        if self.instance.pk:
            del self.fields["code"]
            points = self.instance.check_points.all()
            self.initial["check_points"] = "\n".join(point.question for point in points)
        else:
            self.order_fields(["code", *TEXT_FIELDS])

    def clean_ratio_limit_bp(self) -> int | None:
        """Return the limit in basis points."""
        given = self.cleaned_data["ratio_limit_bp"].strip()
        facts = read_ratio(given).facts
        limit = facts[0].share.at_most if len(facts) == 1 else None
        if given and limit is None:
            raise forms.ValidationError("请写成 10% 或 5‰")
        return limit

    @property
    def text(self) -> dict[str, Any]:
        """Return the fields of the version."""
        return {name: self.cleaned_data[name] for name in TEXT_FIELDS}

    @property
    def questions(self) -> list[str]:
        """Return the checklist's lines."""
        lines = self.cleaned_data["check_points"].splitlines()
        return [line.strip() for line in lines if line.strip()]
