"""Forms of the follow-up's steps."""

from __future__ import annotations

from django import forms

from mingcha.followup.models.follow_up import Measure
from mingcha.web.base_forms import Form

_DAY = forms.DateInput(attrs={"type": "date"})


class OrderForm(Form):
    """责令限期改正."""

    requirement = forms.CharField(
        label="整改要求", max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    due_on = forms.DateField(label="整改期限", widget=_DAY)


class ExtendForm(Form):
    """More time."""

    due_on = forms.DateField(label="新的期限", widget=_DAY)
    reason = forms.CharField(
        label="延长理由", max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class EvidenceForm(Form):
    """What the object handed in."""

    text = forms.CharField(
        label="整改情况", max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    file = forms.FileField(
        label="整改材料",
        help_text="照片（JPG、PNG、WebP）或 PDF，不超过10兆字节",
        error_messages={"required": "请附上整改材料（照片或 PDF）"},
    )


class PassForm(Form):
    """The re-check found things right."""

    outcome = forms.CharField(
        label="办结情况",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="将与检查结果一并公示；不要写个人隐私和商业秘密",
    )


class FailForm(Form):
    """The re-check did not."""

    reason = forms.CharField(
        label="未通过的原因", max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    due_on = forms.DateField(label="新的整改期限", widget=_DAY)


class TransferForm(Form):
    """Handing over."""

    measure = forms.ChoiceField(
        label="去向",
        choices=[
            (measure.value, measure.label)
            for measure in (Measure.CASE, Measure.COPY, Measure.TRANSFER, Measure.LIST)
        ],
    )
    recipient = forms.CharField(label="接收单位", max_length=100)
    document_no = forms.CharField(label="文书编号", max_length=60)


class TakeBackForm(Form):
    """Taking back what was handed over."""

    reason = forms.CharField(
        label="退回原因", max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class CloseForm(Form):
    """Closing without rectification, or after the recipient's answer."""

    outcome = forms.CharField(
        label="办结情况",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="将与检查结果一并公示；不要写个人隐私和商业秘密",
    )
    feedback = forms.CharField(
        label="接收单位的反馈", max_length=500, required=False, help_text="已移送的必须填写"
    )
