"""The field in which ratios by label are written, one label a line (R-051; C.4-1)."""

from __future__ import annotations

from typing import Any

from django import forms

from mingcha.foundation.errors import DomainError
from mingcha.plans.label_ratios import LabelRatios, read_label_ratios


class LabelRatiosField(forms.CharField):
    """Labels and their ratios, one a line; the value is None where nothing is written."""

    widget = forms.Textarea(attrs={"rows": 4, "placeholder": "三级医院=50%\n二级医院=30%\n其他=3%"})

    def clean(self, value: Any) -> LabelRatios | None:
        """Read the lines; raises ValidationError that says where they are wrong."""
        text = super().clean(value)
        return label_ratios_in(text) if text.strip() else None


def label_ratios_in(text: str) -> LabelRatios:
    """Read what stands in a field; raises ValidationError that says where it is wrong."""
    try:
        return read_label_ratios(text)
    except DomainError as fault:
        raise forms.ValidationError(fault.message) from fault
