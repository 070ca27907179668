"""Ranges of objects in plain Chinese; many at once ask for the names behind their codes as often as one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mingcha.core.draw.canonical import Json
from mingcha.foundation.errors import DomainError
from mingcha.orgs.models import Region
from mingcha.registers.models import InspectionObject, SpecialRegister, Tag
from mingcha.registers.selectors.object_filter import (
    FLAGS,
    KEYS,
    KINDS,
    check_filter,
    check_form,
    is_id,
    region_prefix,
)

_MOST_NAMED = 5
_TAG_KEYS = ("tags", "all_tags", "no_tags")
Filter = Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class _Names:
    """The names behind the codes, prefixes and ids that some ranges use."""

    tags: Mapping[str, str]
    regions: Mapping[str, str]
    objects: Mapping[str, str]
    registers: Mapping[str, str]


def describe_filter(object_filter: Filter) -> str:
    """Return a range in plain Chinese; raises DomainError as ``check_filter`` does."""
    check_filter(object_filter)
    return _described(object_filter, _names_in([object_filter]))


def describe_filters(filters: Sequence[Filter]) -> list[str | None]:
    """Return each range in plain Chinese, None for one that can no longer be read."""
    names = _names_in([each for each in filters if _is_formed(each)])
    return [
        _described(each, names) if _is_formed(each) and _is_known(each, names) else None
        for each in filters
    ]


def _is_formed(object_filter: Filter) -> bool:
    try:
        check_form(object_filter)
    except DomainError:
        return False
    return True


def _is_known(object_filter: Filter, names: _Names) -> bool:
    return set(_values([object_filter], "special_registers")) <= names.registers.keys()


def _names_in(filters: Sequence[Filter]) -> _Names:
    tags = set(_values(filters, *_TAG_KEYS))
    regions = {region_prefix(code) for code in _values(filters, "regions")}
    objects = set(_values(filters, "objects"))
    registers = {int(each) for each in _values(filters, "special_registers") if is_id(each)}
    known = SpecialRegister.objects.filter(pk__in=registers).values_list("pk", "name")
    return _Names(
        dict(Tag.objects.filter(code__in=tags).values_list("code", "name")),
        dict(Region.objects.filter(prefix__in=regions).values_list("prefix", "name")),
        dict(InspectionObject.objects.filter(code__in=objects).values_list("code", "name")),
        {str(pk): name for pk, name in known},
    )


def _values(filters: Iterable[Filter], *keys: str) -> list[str]:
    return [str(value) for each in filters for key in keys for value in each.get(key) or ()]


def _described(object_filter: Filter, names: _Names) -> str:
    words = {key: _words(key, _values([object_filter], key), names) for key in KEYS}
    told = [f"{KEYS[key]}：{'、'.join(given)}" for key, given in words.items() if given]
    return "；".join(told) or "本部门名录库中的全部检查对象"


def _words(key: str, values: list[str], names: _Names) -> list[str]:
    if key == "objects" and len(values) > _MOST_NAMED:
        return [*_words(key, values[:_MOST_NAMED], names), f"等 {len(values)} 户"]
    if key == "regions":
        return [names.regions.get(region_prefix(code), code) for code in values]
    if key == "trigger_proposals":
        return [f"第 {each} 号" for each in values]
    known: Mapping[str, str] = {
        "kinds": KINDS,
        "flags": FLAGS,
        "objects": names.objects,
        "special_registers": names.registers,
        **dict.fromkeys(_TAG_KEYS, names.tags),
    }.get(key, {})
    return [known.get(value, value) for value in values]
