"""Forms of experts, bodies and what bars them."""

from __future__ import annotations

from typing import Any

from django import forms

from mingcha.core.identifiers.citizen import read_telephone
from mingcha.orgs.models import Department
from mingcha.registers.actions.experts import BODY_FIELDS, EXPERT_FIELDS
from mingcha.registers.models import Expert, ProfessionalBody, Tag
from mingcha.registers.models.tag import TagKind
from mingcha.web.base_forms import Form
from mingcha.web.registers.opened_form import OpenedForm


class HelperForm(OpenedForm):
    """What experts and bodies have in common."""

    tags = forms.ModelMultipleChoiceField(
        label="专业领域",
        queryset=Tag.objects.filter(is_retired=False).exclude(kind=TagKind.OBJECT),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, department: Department, **kwargs: Any) -> None:
        """Show the tags that are chosen; whoever is new is in the pool."""
        super().__init__(*args, **kwargs)
        self.fields["phone"].help_text = "只有本部门名录管理员看得到完整号码"
        self.fields["is_active"].help_text = "取消后不再安排协助，记录保留"
        if self.instance.pk:
            self.initial["tags"] = self.instance.tags.all()
        body = self.fields.get("body")
        if isinstance(body, forms.ModelChoiceField):
            body.queryset = ProfessionalBody.objects.filter(department=department)

    def clean_phone(self) -> str:
        """Return the digits."""
        text = str(self.cleaned_data["phone"])
        number = read_telephone(text)
        if text and number is None:
            raise forms.ValidationError("请填写11位手机号，或带区号的固定电话")
        return number or ""

    @property
    def facts(self) -> dict[str, Any]:
        """Return the record's fields."""
        beside = {"tags", "opened"}
        return {name: value for name, value in self.cleaned_data.items() if name not in beside}


class ExpertForm(HelperForm):
    """An expert."""

    class Meta:
        model = Expert
        fields = EXPERT_FIELDS


class BodyForm(HelperForm):
    """A professional body."""

    class Meta:
        model = ProfessionalBody
        fields = BODY_FIELDS


class InterestForm(Form):
    """The object by its code, and the interest in it."""

    code = forms.CharField(label="检查对象代码", max_length=64)
    reason = forms.CharField(
        label="利害关系", max_length=60, help_text="如：为该企业提供过咨询、持有股份、近亲属任职"
    )
