"""Forms of an inspector."""

from __future__ import annotations

from typing import Any

from django import forms

from mingcha.accounts.models import User
from mingcha.core.identifiers.citizen import read_identity_number, read_telephone
from mingcha.orgs.models import Department, Region, Unit
from mingcha.registers.actions.certificates import CERTIFICATE_FIELDS, CertificateFacts
from mingcha.registers.actions.inspectors import INSPECTOR_FIELDS
from mingcha.registers.models import (
    Inspector,
    InspectorAbsence,
    InspectorCertificate,
    Tag,
    TrainingRecord,
)
from mingcha.registers.models.recusal import RecusalBasis
from mingcha.registers.models.tag import TagKind
from mingcha.web.base_forms import Form, ModelForm
from mingcha.web.registers.opened_form import OpenedForm

_NEW_ONLY = ("staff_no", "certificate_no", "certificate_until")


def _tags(label: str, kind: TagKind, help_text: str) -> forms.ModelMultipleChoiceField:
    return forms.ModelMultipleChoiceField(
        label=label,
        queryset=Tag.objects.filter(kind=kind, is_retired=False),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=help_text,
    )


class InspectorForm(OpenedForm):
    """A person's record; staff number and first certificate only where it is new."""

    staff_no = forms.CharField(label="工号", max_length=32, help_text="本部门内不重复")
    certificate_no = forms.CharField(
        label="执法证号",
        max_length=40,
        required=False,
        help_text="没有执法证的人员只能协助；其他证件加入名录后再登记",
    )
    certificate_until = forms.DateField(label="执法证有效期至", required=False)
    expertise = _tags("业务专长", TagKind.EXPERTISE, "事项或方案要求专长时，只匹配有这项专长的人员")
    qualifications = _tags(
        "岗位资质", TagKind.QUALIFICATION, "如药品检查员、特种设备安全监察员；和专长一样用于匹配"
    )

    class Meta:
        model = Inspector
        fields = INSPECTOR_FIELDS
        help_texts = {  # noqa: RUF012 - Django reads a plain dictionary
            "id_number": "只有本部门名录管理员看得到完整号码，任何时候都不公开",
            "phone": "只有本部门名录管理员看得到完整号码，任何时候都不公开",
            "kind": "执法辅助人员不会被抽取或派出，只能协助",
            "state": "请假、借调、调出等有起止日期的，在人员页登记离岗时段，到日子自动生效",
            "item_scope": "执法证或岗位分工所列的事项",
        }

    def __init__(self, *args: Any, department: Department, **kwargs: Any) -> None:
        """Offer the department's units and accounts, and the regions that it serves."""
        super().__init__(*args, **kwargs)
        own = Region.objects.within(department.region).in_use()
        self._offer("unit", Unit.objects.filter(department=department))
        self._offer("region", own.order_by("code"))
        self._offer("user", User.objects.filter(department=department, is_active=True))
        self.fields["user"].label = "登录账号"
        self.fields["item_scope"].widget.attrs["rows"] = 3
        if self.instance.pk:
            for name in _NEW_ONLY:
                del self.fields[name]
            self.initial["expertise"] = self.instance.expertise.all()
            self.initial["qualifications"] = self.instance.qualifications.all()
        else:
            first = ("staff_no", "name", "kind", "unit", "certificate_no", "certificate_until")
            self.order_fields([*first, *INSPECTOR_FIELDS])

    def clean_id_number(self) -> str:
        """Return the number as the card has it."""
        text = str(self.cleaned_data["id_number"])
        number = read_identity_number(text)
        if text and number is None:
            raise forms.ValidationError("身份证号应为18位，请按证件核对每一位")
        return number or ""

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
        return {name: self.cleaned_data[name] for name in INSPECTOR_FIELDS}

    @property
    def tags(self) -> dict[str, Any]:
        """Return the chosen tags by their field."""
        return {name: self.cleaned_data[name] for name in ("expertise", "qualifications")}

    @property
    def certificate(self) -> Any:
        """Return number and last day of the first certificate, None where none is given."""
        given = (self.cleaned_data["certificate_no"], self.cleaned_data["certificate_until"])
        return given if any(given) else None

    def _offer(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = rows


class CertificateForm(OpenedForm):
    """A certificate."""

    class Meta:
        model = InspectorCertificate
        fields = CERTIFICATE_FIELDS
        help_texts = {  # noqa: RUF012 - Django reads a plain dictionary
            "valid_from": "空着按已经有效",
            "valid_until": "最后一天当天仍有效；执法证必填，到期次日起自动不再派出",
        }

    @property
    def facts(self) -> CertificateFacts:
        """Return the certificate's fields."""
        data = self.cleaned_data
        return CertificateFacts(
            kind=data["kind"],
            number=data["number"],
            issuer=data["issuer"],
            scope=data["scope"],
            valid_from=data["valid_from"],
            valid_until=data["valid_until"],
        )


class AbsenceForm(OpenedForm):
    """A time away."""

    class Meta:
        model = InspectorAbsence
        fields = ("kind", "starts_on", "ends_on", "reason")
        help_texts = {  # noqa: RUF012 - Django reads a plain dictionary
            "starts_on": "从这一天起不再抽取、委派，也不能开始检查",
            "ends_on": "最后一天，次日自动恢复；调出、退休留空，借调、暂停可先留空",
        }


def hours_field() -> forms.DecimalField:
    """Return the field for the hours of a training."""
    return forms.DecimalField(
        label="学时",
        min_value=0.5,
        max_value=200,
        decimal_places=1,
        help_text="一天按 8 学时",
        error_messages=dict.fromkeys(
            ("max_decimal_places", "max_whole_digits", "max_digits"), "学时最多写一位小数，如 4.5"
        ),
    )


class TrainingForm(ModelForm):
    """A training that somebody attended."""

    hours = hours_field()

    class Meta:
        model = TrainingRecord
        fields = ("held_on", "topic", "organiser", "hours")


class RecusalForm(Form):
    """The object by its code, and the interest in it."""

    code = forms.CharField(label="检查对象代码", max_length=64)
    basis = forms.ChoiceField(label="利害关系", choices=[("", "请选择"), *RecusalBasis.choices])
    reason = forms.CharField(
        label="回避事由", max_length=60, help_text="如：配偶任法定代表人、两年前在该单位任职"
    )
