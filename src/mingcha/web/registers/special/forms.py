"""Forms of the sub-registers (专项库)."""

from __future__ import annotations

from typing import Any

from django import forms

from mingcha.orgs.models import Department
from mingcha.registers.models import SpecialRegister
from mingcha.registers.selectors.special_registers import special_registers_in_use
from mingcha.web.base_forms import Form, ModelForm
from mingcha.web.registers.opened_form import OpenedOnFacts


class SpecialRegisterForm(OpenedOnFacts, ModelForm):
    """What a sub-register is called, and whom it takes in."""

    class Meta:
        model = SpecialRegister
        fields = ("name", "industry", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Give an example of each."""
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = "如：食品生产企业专项库"
        self.fields["industry"].help_text = "可不填；如：食品生产"
        self.fields["note"].help_text = "可不填；哪些对象应当收录，依据是什么"


class MembershipForm(Form):
    """One sub-register for all objects found: they join, or leave with a reason."""

    register = forms.ModelChoiceField(
        label="专项库", queryset=SpecialRegister.objects.none(), empty_label="请选择"
    )
    leave = forms.ChoiceField(
        label="做什么",
        choices=[("", "加入这个专项库"), ("1", "移出这个专项库")],
        required=False,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="移出的理由",
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="移出时填写，与操作人、时间一起留存；加入时空着",
    )

    def __init__(self, *args: Any, department: Department, **kwargs: Any) -> None:
        """Offer the department's own sub-registers."""
        super().__init__(*args, **kwargs)
        field = self.fields["register"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = special_registers_in_use(department)
