"""Forms of an inspector."""

from __future__ import annotations

from typing import Any

from django import forms

from mingcha.accounts.models import User
from mingcha.orgs.models import Department, Region, Unit
from mingcha.registers.actions.inspectors import INSPECTOR_FIELDS
from mingcha.registers.models import Inspector, Tag
from mingcha.registers.models.tag import TagKind
from mingcha.web.base_forms import Form, ModelForm


class InspectorForm(ModelForm):
    """A person's record; ``staff_no`` only where it is new."""

    staff_no = forms.CharField(label="工号", max_length=32, help_text="本部门内不重复")
    expertise = forms.ModelMultipleChoiceField(
        label="业务专长",
        queryset=Tag.objects.filter(kind=TagKind.EXPERTISE, is_retired=False),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="事项要求专长时，只匹配有这项专长的人员",
    )

    class Meta:
        model = Inspector
        fields = INSPECTOR_FIELDS

    def __init__(self, *args: Any, department: Department, **kwargs: Any) -> None:
        """Offer the department's units and accounts, and the regions that it serves."""
        super().__init__(*args, **kwargs)
        own = Region.objects.filter(prefix__startswith=department.region.prefix)
        self._offer("unit", Unit.objects.filter(department=department))
        self._offer("region", own.order_by("code"))
        self._offer("user", User.objects.filter(department=department, is_active=True))
        self.fields["user"].label = "登录账号"
        if self.instance.pk:
            del self.fields["staff_no"]
            self.initial["expertise"] = self.instance.expertise.all()
        else:
            self.order_fields(["staff_no", *INSPECTOR_FIELDS])

    @property
    def facts(self) -> dict[str, Any]:
        """Return the record's fields."""
        return {name: self.cleaned_data[name] for name in INSPECTOR_FIELDS}

    def _offer(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = rows


class RecusalForm(Form):
    """The object by its code, and the interest in it."""

    code = forms.CharField(label="检查对象代码", max_length=64)
    reason = forms.CharField(
        label="回避事由", max_length=60, help_text="如：近亲属任职、配偶经营、本人曾任职"
    )
