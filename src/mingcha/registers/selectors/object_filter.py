"""The range of objects (检查对象范围) of plan lines and tasks: a small dictionary kept as JSON.

Keys, all optional, each a list of texts; an object is in the range if it meets every key given:

- ``kinds``: values of ``ObjectKind``;
- ``industries``: codes or names of GB/T 4754, each with everything below it, and other words as
  the register writes them;
- ``regions``: codes or prefixes of region codes, each with everything below it;
- ``tags``: codes of object tags, of which the object carries at least one;
- ``all_tags``: codes of object tags, all of which the object carries;
- ``no_tags``: codes of object tags, none of which the object carries;
- ``risk_levels``: levels of the generic risk scheme that the object has now;
- ``flags``: values of ``FlagKind``, of which the object bears at least one now;
- ``special_registers``: ids of sub-registers, to at least one of which the object belongs now;
- ``objects``: codes of objects that are meant by name, as a complaint does;
- ``trigger_proposals``: ids of proposals of trigger rules, at least one of which found the object.

The empty dictionary means the whole register of the department that is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Q, QuerySet

from mingcha.core.draw.canonical import Json
from mingcha.core.identifiers.industry import industry_pattern
from mingcha.foundation import clock
from mingcha.foundation.errors import DomainError
from mingcha.orgs.models import Department
from mingcha.registers.models import InspectionObject, RegisterEntry, SpecialRegister
from mingcha.registers.models.inspection_object import ObjectKind
from mingcha.registers.models.object_flag import FlagKind
from mingcha.registers.selectors.flags import flagged
from mingcha.registers.selectors.special_registers import belonging

KEYS: Mapping[str, str] = {
    "kinds": "类型",
    "industries": "行业",
    "regions": "区域",
    "tags": "标签",
    "all_tags": "同时有标签",
    "no_tags": "不含标签",
    "risk_levels": "风险类别",
    "flags": "标记",
    "special_registers": "专项库",
    "objects": "指定对象",
    "trigger_proposals": "触发提示",
}
KINDS = dict(ObjectKind.choices)
FLAGS = dict(FlagKind.choices)


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
    for key, condition in _CONDITIONS.items():
        if values := object_filter.get(key):
            objects = objects.filter(condition(values))
    return objects


def _in_industries(industries: list[str]) -> Q:
    found = Q(industry__in=industries)
    for pattern in filter(None, map(industry_pattern, industries)):
        found |= Q(industry__iregex=pattern)
    return found


def _in_regions(codes: list[str]) -> Q:
    subtrees = Q()
    for code in codes:
        subtrees |= Q(region__prefix__startswith=region_prefix(code))
    return subtrees


def _bearing_all(tags: list[str]) -> Q:
    every = Q()
    for tag in tags:
        every &= Q(pk__in=bearing([tag]))
    return every


def _found_by(proposals: list[str]) -> QuerySet[Any]:
    """``trigger_hits`` are rows of an app above this one: asked for by name alone."""
    found = InspectionObject.objects.filter(
        trigger_hits__proposal__in=[int(each) for each in proposals]
    )
    return found.order_by().values("pk")


def bearing(tags: list[str]) -> QuerySet[Any]:
    """Return the objects that carry one of the tags, to be looked up as a set."""
    tagged = InspectionObject.tags.through.objects.filter(tag__code__in=tags)
    return tagged.values("inspectionobject")


_CONDITIONS: Mapping[str, Callable[[Any], Any]] = {
    "kinds": lambda kinds: Q(kind__in=kinds),
    "industries": _in_industries,
    "regions": _in_regions,
    "tags": lambda tags: Q(pk__in=bearing(tags)),
    "all_tags": _bearing_all,
    "no_tags": lambda tags: ~Q(pk__in=bearing(tags)),
    "risk_levels": lambda levels: Q(risk_level__in=levels),
    "flags": lambda flags: flagged(flags, clock.today()),
    "special_registers": belonging,
    "objects": lambda codes: Q(code__in=codes),
    "trigger_proposals": lambda ids: Q(pk__in=_found_by(ids)),
}


def check_filter(object_filter: Mapping[str, Json]) -> None:
    """Raise DomainError for a filter of another form, and for sub-registers that there are not."""
    check_form(object_filter)
    wanted = object_filter.get("special_registers", [])
    known = SpecialRegister.objects.filter(pk__in=[int(each) for each in wanted if is_id(each)])
    strange = sorted(set(wanted) - {str(pk) for pk in known.values_list("pk", flat=True)})
    if strange:
        raise DomainError("filter_malformed", f"没有这些专项库：{'、'.join(strange)}")


def check_form(object_filter: Mapping[str, Json]) -> None:
    """Raise DomainError for unknown keys, values that are no lists of texts, and unknown kinds."""
    unknown = sorted(set(object_filter) - KEYS.keys())
    if unknown:
        raise DomainError("filter_unknown", f"检查对象范围中有不认识的条件：{'、'.join(unknown)}")
    for key, values in object_filter.items():
        if not isinstance(values, list) or not all(isinstance(v, str) and v for v in values):
            raise DomainError("filter_malformed", f"检查对象范围的“{KEYS[key]}”应是一列文字")
    strange = sorted(set(object_filter.get("kinds", [])) - KINDS.keys())
    if strange:
        raise DomainError("filter_malformed", f"没有这些对象类型：{'、'.join(strange)}")
    strange = sorted(set(object_filter.get("flags", [])) - FLAGS.keys())
    if strange:
        raise DomainError("filter_malformed", f"没有这些标记：{'、'.join(strange)}")
    strange = [each for each in object_filter.get("trigger_proposals", []) if not is_id(each)]
    if strange:
        raise DomainError("filter_malformed", f"没有这些触发提示：{'、'.join(strange)}")


def region_prefix(code: str) -> str:
    """Return what all codes in a province, city, county or township begin with."""
    if len(code) != _COUNTY_DIGITS:
        return code
    stem = code.rstrip("0")
    return stem + "0" * (len(stem) % 2)


_COUNTY_DIGITS = 6


def is_id(text: str) -> bool:
    """Tell whether a text is a row's number."""
    return text.isascii() and text.isdigit()
