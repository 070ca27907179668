"""Forms of leaving a drawn list and of deciding on it."""

from __future__ import annotations

from django import forms

from mingcha.tasks.models.departure import OBJECT_REASONS
from mingcha.web.base_forms import Form


class ObjectLeavesForm(Form):
    """Why an object cannot be inspected, and what bears it out."""

    reason = forms.ChoiceField(
        label="退出的原因",
        choices=[("", "请选择"), *((reason.value, reason.label) for reason in OBJECT_REASONS)],
        help_text="只能是所列的原因；其他情况仍应检查并如实记录结果",
        error_messages={"required": "请选择退出的原因", "invalid_choice": "请从列表中选择"},
    )
    facts = forms.CharField(
        label="情况和凭据",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="文书名称、文号、核查人和核查情况；其指纹写入抽取日志",
        error_messages={"required": "请写明情况和凭据（文书名称、文号、核查人）"},
    )


class DecideForm(Form):
    """The head's decision."""

    approved = forms.ChoiceField(
        label="审批",
        choices=[("yes", "同意退出，按规程补位"), ("no", "不同意")],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择", "invalid_choice": "请从所列中选择"},
    )
    reason = forms.CharField(
        label="审批意见",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "请写明审批意见"},
    )
