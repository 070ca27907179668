"""Forms of the security administrator. Nothing here is remembered by the browser."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db.models import QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.models.api_token import GRANTABLE
from mingcha.orgs.models import Department, Region, Unit
from mingcha.web.base_forms import Form, label_rows, rows_of

_NAME = RegexValidator(r"^[a-z][a-z0-9_.-]{1,39}$", "请以小写字母开头，只用小写字母、数字和 . _ -")
_OFF = {"autocomplete": "off"}


class UserForm(Form):
    """A new account."""

    username = forms.CharField(
        label="账号",
        max_length=40,
        validators=[_NAME],
        widget=forms.TextInput(attrs=_OFF),
        help_text="登录用，建立后不能更改",
    )
    name = forms.CharField(label="姓名", max_length=40, widget=forms.TextInput(attrs=_OFF))
    post = forms.CharField(
        label="职务", max_length=40, required=False, widget=forms.TextInput(attrs=_OFF)
    )
    region = forms.ModelChoiceField(label="区划范围", queryset=Region.objects.none())
    department = forms.ModelChoiceField(
        label="部门",
        queryset=Department.objects.none(),
        required=False,
        empty_label="不属于任何部门（仅限管理员）",
    )
    unit = forms.ModelChoiceField(label="机构", queryset=Unit.objects.none(), required=False)

    def __init__(self, *args: Any, region: Region, **options: Any) -> None:
        """Offer what lies in the administrator's region."""
        super().__init__(*args, **options)
        departments = Department.objects.filter(region__prefix__startswith=region.prefix)
        choices: dict[str, QuerySet[Any]] = {
            "region": Region.objects.within(region).in_use(),
            "department": departments,
            "unit": Unit.objects.filter(department__in=departments).select_related("department"),
        }
        for name, queryset in choices.items():
            rows_of(self, name).queryset = queryset
        label_rows(self, "unit", _unit_in_words)


def _unit_in_words(unit: Unit) -> str:
    return f"{unit.department.short_name} {unit.name}"


class TokenForm(Form):
    """A new token."""

    user = forms.ModelChoiceField(
        label="账号",
        queryset=User.objects.none(),
        help_text="业务系统以这个账号的身份、在它的权限之内办理；建议为系统单设账号",
    )
    purpose = forms.CharField(
        label="用途",
        max_length=60,
        widget=forms.TextInput(attrs=_OFF),
        help_text="哪个系统、做什么",
    )
    permissions = forms.MultipleChoiceField(
        label="可以做什么", choices=GRANTABLE, widget=forms.CheckboxSelectMultiple
    )
    expires_on = forms.DateField(label="有效期至", widget=forms.DateInput)

    def __init__(self, *args: Any, users: QuerySet[User], **options: Any) -> None:
        """Offer these accounts."""
        super().__init__(*args, **options)
        found = users.filter(is_active=True).exclude(department=None)
        rows_of(self, "user").queryset = found
        label_rows(self, "user", _user_in_words)


def _user_in_words(user: User) -> str:
    return (
        f"{user.name}（{user.username}，{user.department.short_name if user.department else ''}）"
    )
