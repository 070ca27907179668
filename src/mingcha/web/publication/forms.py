"""Asking that something is not published."""

from __future__ import annotations

from django import forms

from mingcha.publication.models.exemption import Masked
from mingcha.web.base_forms import Form


class ExemptionForm(Form):
    """What is left out, and by which law."""

    masked = forms.MultipleChoiceField(
        label="不公开的内容",
        choices=Masked.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="能只遮一部分的，不要整条不公开",
    )
    basis = forms.CharField(
        label="法律依据",
        max_length=200,
        help_text="写明法律法规条款，以及涉及的是国家秘密、商业秘密还是个人隐私",
    )
