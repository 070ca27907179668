"""The field in which a task beside the plan says how many it draws, in one line."""

from __future__ import annotations

from typing import Any

from django import forms

from mingcha.bundles.rules import WHOLE_FRAME
from mingcha.plans.label_ratios import LabelRatios, parts_of, title_in
from mingcha.registers.selectors.labels import is_label_title
from mingcha.web.plans.label_ratios import label_ratios_in


class RatiosField(forms.CharField):
    """One ratio or number, or one for each class or label; None where nothing is written."""

    def clean(self, value: Any) -> LabelRatios | None:
        """Read the line; raises ValidationError. What classes there are the action knows."""
        text = super().clean(value).replace("＝", "=")
        parts = parts_of(text)
        if not parts:
            return None
        if any(is_label_title(title) for title in map(title_in, parts) if title):
            return label_ratios_in(text)
        if "=" not in text:
            return LabelRatios([], {WHOLE_FRAME: text.replace(" ", "")})
        pairs = [part.replace(" ", "").partition("=") for part in parts]
        return LabelRatios([], {level: ratio for level, _, ratio in pairs})
