"""Forms of the system administrator."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db.models import QuerySet

from mingcha.orgs.models import BusinessLine, Department, Region
from mingcha.orgs.models.unit import UnitKind
from mingcha.web.base_forms import Form, rows_of

_CODE = RegexValidator(r"^[A-Z0-9]{2,16}$", "请只用大写字母和数字，2 至 16 位")


class DepartmentForm(Form):
    """A department; region, code and line only where it is new."""

    region = forms.ModelChoiceField(label="行政区划", queryset=Region.objects.none())
    code = forms.CharField(
        label="代码", max_length=16, validators=[_CODE], help_text="区划内不重复，例如 SCJG"
    )
    name = forms.CharField(label="全称", max_length=80)
    short_name = forms.CharField(label="简称", max_length=20)
    line = forms.ModelChoiceField(
        label="业务条线",
        queryset=BusinessLine.objects.all(),
        required=False,
        empty_label="新的条线（用本部门的代码和简称）",
    )
    is_inspecting_body = forms.BooleanField(
        label="具有行政检查权", required=False, help_text="没有检查权的部门不能实施检查"
    )

    def __init__(self, *args: Any, regions: QuerySet[Region] | None = None, **options: Any) -> None:
        """Offer these regions; without them the form is for a department that is there."""
        super().__init__(*args, **options)
        if regions is None:
            for name in ("region", "code", "line"):
                del self.fields[name]
        else:
            rows_of(self, "region").queryset = regions


class UnitForm(Form):
    """A unit of a department."""

    name = forms.CharField(label="名称", max_length=60)
    kind = forms.ChoiceField(label="性质", choices=UnitKind.choices)
    region = forms.ModelChoiceField(label="辖区", queryset=Region.objects.none())

    def __init__(self, *args: Any, regions: QuerySet[Region], **options: Any) -> None:
        """Offer these regions."""
        super().__init__(*args, **options)
        rows_of(self, "region").queryset = regions


class DayForm(Form):
    """A day that is not what its weekday says."""

    day = forms.DateField(label="日期", widget=forms.DateInput)
    is_workday = forms.TypedChoiceField(
        label="安排",
        choices=[("0", "放假"), ("1", "调休上班")],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    name = forms.CharField(label="名称", max_length=30, help_text="例如：国庆节")
    reason = forms.CharField(
        label="依据", max_length=200, help_text="例如：国务院办公厅关于2027年部分节假日安排的通知"
    )


class ScopeForm(Form):
    """Where a parameter's value holds, and why; the value's own field is put in front."""

    region = forms.ModelChoiceField(label="行政区划", queryset=Region.objects.none())
    department = forms.ModelChoiceField(
        label="部门", queryset=Department.objects.none(), required=False, empty_label="全部部门"
    )
    year = forms.IntegerField(
        label="年度", required=False, min_value=2020, max_value=2100, help_text="空着对各年有效"
    )
    reason = forms.CharField(
        label="依据",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="写明文件名称和文号，与操作人、时间一起留存",
    )
