"""The form of a parameter: its value's field follows the type of the default."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from mingcha.core.draw.canonical import Json
from mingcha.orgs.models import Department, Region
from mingcha.orgs.parameter_values import CHOICES, value_fault
from mingcha.orgs.parameters import CATALOGUE
from mingcha.web.administration.forms import ScopeForm
from mingcha.web.base_forms import rows_of


class ParameterForm(ScopeForm):
    """A value with its scope."""

    def __init__(
        self,
        *args: Any,
        key: str,
        regions: QuerySet[Region],
        departments: QuerySet[Department],
        **options: Any,
    ) -> None:
        """Take the parameter and what may be chosen."""
        super().__init__(*args, **options)
        self._key = key
        rows_of(self, "region").queryset = regions
        rows_of(self, "department").queryset = departments
        self.fields["value"] = _field(key)
        self.order_fields(["value", "region", "department", "year", "reason"])

    def clean_value(self) -> Json:
        """Read the value as the default is read; say what is wrong at the field."""
        typed = str(self.cleaned_data["value"])
        value = _read(typed, CATALOGUE[self._key].default)
        fault = value_fault(self._key, value)
        if fault:
            raise ValidationError(fault)
        return value


def _field(key: str) -> forms.Field:
    default = CATALOGUE[key].default
    if isinstance(default, bool):
        return forms.ChoiceField(label="取值", choices=[("true", "是"), ("false", "否")])
    if key in CHOICES:
        return forms.ChoiceField(label="取值", choices=list(CHOICES[key].items()))
    if isinstance(default, dict | list):
        example = (
            next((f"，例如：{k}：{v}" for k, v in default.items()), "")
            if isinstance(default, dict)
            else ""
        )
        hint = f"每行一项{example}"
        lines = forms.Textarea(attrs={"rows": 5})
        return forms.CharField(label="取值", widget=lines, help_text=hint, required=False)
    hint = {int: "整数", str: "例如 " + str(default) if default else ""}[type(default)]
    return forms.CharField(label="取值", max_length=200, help_text=hint, required=default != "")


def _read(typed: str, default: Json) -> Json:
    """Return the JSON that was meant; what cannot be read stays text, which the check refuses."""
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    if isinstance(default, bool):
        return typed == "true"
    if isinstance(default, dict):
        like = next(iter(default.values()))
        pairs = (line.replace("：", ":").partition(":") for line in lines)
        return {name.strip(): _read(value, like) for name, _, value in pairs}
    if isinstance(default, list):
        return [_read(line, next(iter(default), "")) for line in lines]
    if isinstance(default, int):
        return int(typed) if typed.strip().isdecimal() else typed
    return typed.strip()


def written(value: Json) -> str:
    """Return a value as the field shows it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "\n".join(f"{name}：{entry}" for name, entry in value.items())
    if isinstance(value, list):
        return "\n".join(str(entry) for entry in value)
    return str(value)
