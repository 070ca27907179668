"""The form that asks for an exception to the joint share."""

from __future__ import annotations

from django import forms

from mingcha.tasks.models.joint_exception import ExceptionGround
from mingcha.web.base_forms import Form


class JointExceptionForm(Form):
    """Which special circumstances, and what they are."""

    ground = forms.ChoiceField(label="特殊情况", choices=[("", "请选择"), *ExceptionGround.choices])
    reason = forms.CharField(
        label="说明",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写明为什么不能与其他部门联合检查，与审批意见一起留存",
    )
