"""The form that takes an objection down."""

from __future__ import annotations

from django import forms

from mingcha.web.base_forms import Form


class ObjectionForm(Form):
    """Who holds what against the pool, and since when."""

    objector = forms.CharField(label="提出人", max_length=60, help_text="企业、个人或部门；不公开")
    raised_on = forms.DateField(label="提出日期", widget=forms.DateInput(attrs={"type": "date"}))
    object_code = forms.CharField(
        label="涉及的对象",
        max_length=64,
        required=False,
        help_text="统一社会信用代码；对整个名录有异议的不填",
    )
    text = forms.CharField(
        label="异议内容", max_length=500, widget=forms.Textarea(attrs={"rows": 4})
    )
