"""Forms of a party that comes by a link."""

from __future__ import annotations

from django import forms

from mingcha.tasks.actions.values import FEWEST_ROLLS
from mingcha.web.base_forms import Form
from mingcha.web.ceremony.forms import CommitForm


class EnterForm(Form):
    """The one-time code, and who comes."""

    code = forms.CharField(
        label="验证码",
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "spellcheck": "false", "class": "mono"}
        ),
        help_text="组织方另外告诉您的一组字母和数字，不分大小写",
        error_messages={"required": "请填写验证码"},
    )
    name = forms.CharField(
        label="姓名", max_length=40, error_messages={"required": "请填写您的姓名"}
    )
    unit = forms.CharField(
        label="单位",
        max_length=80,
        help_text="写全称，不得与组织方同属一个单位",
        error_messages={"required": "请填写您的单位"},
    )


class GuestCommitForm(CommitForm):
    """A guest's commitment, made in the page or worked out by hand."""


class GuestRevealForm(Form):
    """A guest's value, or the rolls that it was made from."""

    value = forms.CharField(
        label="随机数",
        max_length=1000,
        widget=forms.Textarea(
            attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false", "class": "mono"}
        ),
        help_text=f"64 位十六进制数；用骰子的，也可以填掷出的点数（1–6，至少 {FEWEST_ROLLS} 个）",
        error_messages={"required": "请填写承诺时生成的随机数"},
    )
