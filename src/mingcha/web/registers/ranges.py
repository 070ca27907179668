"""What plan lines, tasks and trigger rules ask of their range of objects (R-017, R-025).

The fields are added to a form; their values are keys of the object filter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms

from mingcha.orgs.models import Department, Region
from mingcha.registers.models import SavedRange, SpecialRegister, Tag
from mingcha.registers.models.inspection_object import ObjectKind
from mingcha.registers.models.object_flag import FlagKind
from mingcha.registers.models.tag import TagKind
from mingcha.registers.selectors.saved_ranges import saved_ranges_of
from mingcha.registers.selectors.special_registers import special_registers_in_use

SAVED_RANGE = "saved_range"
RANGE_FIELDS = (
    SAVED_RANGE,
    "kinds",
    "regions",
    "industries",
    "tags",
    "all_tags",
    "no_tags",
    "special_registers",
    "flags",
)
_TAG_FIELDS = {
    "tags": ("对象标签", "有其中一个的就在范围内；不选表示不限"),
    "all_tags": ("同时有这些标签", "选了几个，就要几个都有"),
    "no_tags": ("不含这些标签", "有其中一个的就不在范围内"),
}
_BETWEEN_WORDS = re.compile(r"[、，,；;\s]+")


def add_range_fields(
    form: forms.BaseForm,
    region: Region,
    department: Department | None,
    known: Mapping[str, Any] | None = None,
) -> None:
    """Ask for the range where there is something to choose from; ``known`` is the filter so far.

    ``department`` is whose sub-registers and kept ranges are offered.
    """
    kept = saved_ranges_of(department)
    if kept.exists():
        form.fields[SAVED_RANGE] = forms.ModelChoiceField(
            label="套用常用范围",
            queryset=kept,
            required=False,
            empty_label="不套用",
            help_text="选了就按常用范围；下面另外填写的条件，以填写的为准",
        )
    form.fields["kinds"] = _several("对象类型", ObjectKind.choices, "不选表示不限")
    parts = Region.objects.in_use().filter(parent=region)
    if parts.exists():
        form.fields["regions"] = _rows("所在区域", parts, "不选表示全部区域")
    form.fields["industries"] = forms.CharField(
        label="行业",
        max_length=1000,
        required=False,
        help_text="国民经济行业的代码或名称，含其下各类，如 F52、餐饮业；其他写法须与名录一致。"
        "几个行业之间用顿号隔开，不填表示不限",
    )
    tags = Tag.objects.filter(kind=TagKind.OBJECT, is_retired=False)
    if tags.exists():
        for name, (label, told) in _TAG_FIELDS.items():
            form.fields[name] = _rows(label, tags, told)
    registers = special_registers_in_use(department) if department else None
    if registers is not None and registers.exists():
        told = "选了就只在这些库的成员中抽取"
        form.fields["special_registers"] = _rows("专项库", registers, told)
    told = "选了就只抽现在有其中一个标记的；不选就不看标记"
    form.fields["flags"] = _several("名单和标记", FlagKind.choices, told)
    if known:
        form.initial.update(_initial_of(known))


def range_values(cleaned: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return what was chosen, as the object filter takes it; what is filled in goes before what is kept."""
    kept: SavedRange | None = cleaned.get(SAVED_RANGE)
    registers: list[SpecialRegister] = list(cleaned.get("special_registers") or ())
    chosen = {
        "kinds": list(cleaned.get("kinds") or ()),
        "regions": [region.code for region in cleaned.get("regions") or ()],
        "industries": words_of(cleaned.get("industries") or ""),
        **{name: [tag.code for tag in cleaned.get(name) or ()] for name in _TAG_FIELDS},
        "special_registers": [str(row.pk) for row in registers],
        "flags": list(cleaned.get("flags") or ()),
    }
    filled = {name: values for name, values in chosen.items() if values}
    return (kept.object_filter if kept else {}) | filled


def words_of(text: str) -> list[str]:
    """Return the words that a person wrote with commas, stops or blanks between them."""
    return [word for word in _BETWEEN_WORDS.split(text) if word]


def _initial_of(known: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "kinds": known.get("kinds", []),
        "regions": list(Region.objects.filter(code__in=known.get("regions", []))),
        "industries": "、".join(known.get("industries", [])),
        **{
            name: list(Tag.objects.filter(kind=TagKind.OBJECT, code__in=known.get(name, [])))
            for name in _TAG_FIELDS
        },
        "special_registers": known.get("special_registers", []),
        "flags": known.get("flags", []),
    }


def _several(label: str, choices: list[tuple[str, str]], told: str) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=told,
    )


def _rows(label: str, rows: Any, told: str) -> forms.ModelMultipleChoiceField:
    return forms.ModelMultipleChoiceField(
        label=label,
        queryset=rows,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=told,
    )
