"""The range of objects (检查对象范围) of plan lines and tasks: a small dictionary kept as JSON.

Keys, all optional, each a list of texts; an object is in the range if it meets every key given:

- ``kinds``: values of ``ObjectKind``;
- ``industries``: industries as the register writes them;
- ``regions``: codes or prefixes of region codes, each with everything below it;
- ``tags``: codes of object tags, of which the object carries at least one;
- ``risk_levels``: levels of the generic risk scheme that the object has now;
- ``flags``: values of ``FlagKind``, of which the object bears at least one now.

The empty dictionary means the whole register of the department that is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q, QuerySet

from mingcha.core.draw.canonical import Json
from mingcha.foundation import clock
from mingcha.foundation.errors import DomainError
from mingcha.orgs.models import Department, Region
from mingcha.registers.models import InspectionObject, RegisterEntry, Tag
from mingcha.registers.models.inspection_object import ObjectKind
from mingcha.registers.models.object_flag import FlagKind
from mingcha.registers.selectors.flags import flagged

KEYS: Mapping[str, str] = {
    "kinds": "类型",
    "industries": "行业",
    "regions": "区域",
    "tags": "标签",
    "risk_levels": "风险类别",
    "flags": "标记",
}
_KINDS = dict(ObjectKind.choices)
_FLAGS = dict(FlagKind.choices)


def objects_in_range(
    department: Department, object_filter: Mapping[str, Json]
) -> QuerySet[InspectionObject]:
    """Return the objects of a department's register in use that meet the filter."""
    found = filtered(InspectionObject.objects.all(), object_filter)
    register = RegisterEntry.objects.filter(department=department, is_active=True)
    return found.filter(pk__in=register.values("object"))


def filtered(
    objects: QuerySet[InspectionObject], object_filter: Mapping[str, Json]
) -> QuerySet[InspectionObject]:
    """Narrow objects down; raises DomainError for a filter that is not of the documented form."""
    check_filter(object_filter)
    if kinds := object_filter.get("kinds"):
        objects = objects.filter(kind__in=kinds)
    if industries := object_filter.get("industries"):
        objects = objects.filter(industry__in=industries)
    if regions := object_filter.get("regions"):
        subtrees = Q()
        for code in regions:
            subtrees |= Q(region__prefix__startswith=_prefix(code))
        objects = objects.filter(subtrees)
    if tags := object_filter.get("tags"):
        tagged = InspectionObject.tags.through.objects.filter(tag__code__in=tags)
        objects = objects.filter(pk__in=tagged.values("inspectionobject"))
    if levels := object_filter.get("risk_levels"):
        objects = objects.filter(risk_level__in=levels)
    if flags := object_filter.get("flags"):
        objects = objects.filter(flagged(flags, clock.today()))
    return objects


def check_filter(object_filter: Mapping[str, Json]) -> None:
    """Raise DomainError for unknown keys, values that are no lists of texts, and unknown kinds."""
    unknown = sorted(set(object_filter) - KEYS.keys())
    if unknown:
        raise DomainError("filter_unknown", f"检查对象范围中有不认识的条件：{'、'.join(unknown)}")
    for key, values in object_filter.items():
        if not isinstance(values, list) or not all(isinstance(v, str) and v for v in values):
            raise DomainError("filter_malformed", f"检查对象范围的“{KEYS[key]}”应是一列文字")
    strange = sorted(set(object_filter.get("kinds", [])) - _KINDS.keys())
    if strange:
        raise DomainError("filter_malformed", f"没有这些对象类型：{'、'.join(strange)}")
    strange = sorted(set(object_filter.get("flags", [])) - _FLAGS.keys())
    if strange:
        raise DomainError("filter_malformed", f"没有这些标记：{'、'.join(strange)}")


def describe_filter(object_filter: Mapping[str, Json]) -> str:
    """Return the range in plain Chinese."""
    check_filter(object_filter)
    words = {key: list(values) for key, values in object_filter.items() if values}
    if not words:
        return "本部门名录库中的全部检查对象"
    if "kinds" in words:
        words["kinds"] = [_KINDS[kind] for kind in words["kinds"]]
    if "flags" in words:
        words["flags"] = [_FLAGS[flag] for flag in words["flags"]]
    if "regions" in words:
        words["regions"] = _names_of_regions(words["regions"])
    if "tags" in words:
        names = dict(Tag.objects.filter(code__in=words["tags"]).values_list("code", "name"))
        words["tags"] = [names.get(code, code) for code in words["tags"]]
    return "；".join(f"{KEYS[key]}：{'、'.join(words[key])}" for key in KEYS if key in words)


def _prefix(code: str) -> str:
    """Return what all codes below a county, city or province begin with."""
    stem = code.rstrip("0") if len(code) == _COUNTY_DIGITS else code
    return stem + "0" * (len(stem) % 2)


_COUNTY_DIGITS = 6


def _names_of_regions(codes: list[str]) -> list[str]:
    prefixes = {code: _prefix(code) for code in codes}
    found = Region.objects.filter(prefix__in=prefixes.values()).values_list("prefix", "name")
    names = dict(found)
    return [names.get(prefixes[code], code) for code in codes]
