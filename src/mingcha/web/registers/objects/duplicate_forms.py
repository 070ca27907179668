"""Forms by which duplicates are dealt with."""

from __future__ import annotations

from typing import Any

from django import forms

from mingcha.registers.models import InspectionObject
from mingcha.web.base_forms import Form
from mingcha.web.registers.objects.pairs import Pair


class MergeForm(Form):
    """Which of the two stays, and why they are one."""

    kept = forms.ChoiceField(
        label="留下哪一个",
        widget=forms.RadioSelect,
        help_text="另一个保留档案，标为已合并，不再参加抽查；缺的标签、专项库、许可证等转过来",
    )
    reason = forms.CharField(
        label="理由",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="怎样确认是同一对象，如：换发营业执照，旧注册号作废",
    )

    def __init__(self, *args: Any, pair: Pair, **kwargs: Any) -> None:
        """Offer the two."""
        super().__init__(*args, **kwargs)
        self._pair = pair
        field = self.fields["kept"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(str(one.pk), f"{one.code}　{one.name}") for one in pair.objects]
            field.initial = str(pair.likely.pk)

    @property
    def chosen(self) -> tuple[InspectionObject, InspectionObject]:
        """Return who stays and who goes."""
        one, other = self._pair.objects
        stays = self.cleaned_data["kept"] == str(one.pk)
        return (one, other) if stays else (other, one)


class OtherCodeForm(Form):
    """The code of the object that is the same as this one."""

    code = forms.CharField(
        label="另一个对象的代码",
        max_length=64,
        help_text="本部门名录中与它重复的那一户的统一社会信用代码、旧注册号或自己的编号",
    )
