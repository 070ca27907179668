"""What plan lines and tasks ask of their range beyond kinds, regions and industries (R-017, R-025).

The fields are added to a form that has ``tags``; the values are keys of the object filter.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from mingcha.orgs.models import Department
from mingcha.registers.models import SpecialRegister, Tag
from mingcha.registers.models.object_flag import FlagKind
from mingcha.registers.models.tag import TagKind
from mingcha.registers.selectors.special_registers import special_registers_in_use

RANGE_FIELDS = ("all_tags", "no_tags", "special_registers", "flags")


def add_range_fields(
    form: forms.BaseForm, department: Department, known: Mapping[str, Any] | None = None
) -> None:
    """Ask for them, where the department has something to choose from; ``known`` is the filter so far."""
    known = known or {}
    tags = Tag.objects.filter(kind=TagKind.OBJECT, is_retired=False)
    if tags.exists():
        form.fields["all_tags"] = _choice("同时有这些标签", tags, "选了几个，就要几个都有")
        form.fields["no_tags"] = _choice("不含这些标签", tags, "有其中一个的就不在范围内")
        for name in ("all_tags", "no_tags"):
            form.initial[name] = list(tags.filter(code__in=known.get(name, [])))
    registers = special_registers_in_use(department)
    if registers.exists():
        told = "选了就只在这些库的成员中抽取"
        form.fields["special_registers"] = _choice("专项库", registers, told)
        form.initial["special_registers"] = known.get("special_registers", [])
    form.fields["flags"] = forms.MultipleChoiceField(
        label="名单和标记",
        choices=FlagKind.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="选了就只抽现在有其中一个标记的；不选就不看标记",
    )
    form.initial["flags"] = known.get("flags", [])


def range_values(cleaned: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return what was chosen, as the object filter takes it."""
    chosen: dict[str, list[str]] = {"flags": list(cleaned.get("flags") or [])}
    for name in ("all_tags", "no_tags"):
        chosen[name] = [tag.code for tag in cleaned.get(name) or ()]
    registers: list[SpecialRegister] = list(cleaned.get("special_registers") or ())
    chosen["special_registers"] = [str(row.pk) for row in registers]
    return {name: values for name, values in chosen.items() if values}


def _choice(label: str, rows: Any, told: str) -> forms.ModelMultipleChoiceField:
    return forms.ModelMultipleChoiceField(
        label=label,
        queryset=rows,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=told,
    )
