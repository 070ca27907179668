"""The field of an item's form that says what whoever checks it must have (R-021)."""

from __future__ import annotations

from django import forms

from mingcha.registers.models import Tag
from mingcha.registers.models.tag import TagKind


def required_tags() -> forms.ModelMultipleChoiceField:
    """Return the field; tags of objects are not offered."""
    return forms.ModelMultipleChoiceField(
        label="检查人员须具备的专长或资质",
        queryset=Tag.objects.filter(is_retired=False).exclude(kind=TagKind.OBJECT),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="选了的，抽取时只匹配有这些专长或资质的人员；不选就不限",
    )
