"""Who draws and who inspects in each mode (市抽县查 …, R-041).

A provincial department counts as the upper one, as a city's does; a district's as a county's.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from mingcha.orgs.models import Department
from mingcha.orgs.models.region import Level
from mingcha.plans.models.annual_plan import DrawInspectMode

_UPPER = frozenset({Level.PROVINCE.value, Level.CITY.value})
_LOWER = frozenset({Level.COUNTY.value, Level.TOWNSHIP.value})


@dataclass(frozen=True, slots=True)
class _Rule:
    """The levels that draw, and whether the drawing department and those below it inspect."""

    draws: frozenset[str]
    own_inspects: bool
    lower_inspects: bool


_RULES = {
    DrawInspectMode.CITY_COUNTY.value: _Rule(_UPPER, own_inspects=False, lower_inspects=True),
    DrawInspectMode.CITY_CITY.value: _Rule(_UPPER, own_inspects=True, lower_inspects=False),
    DrawInspectMode.COUNTY_COUNTY.value: _Rule(_LOWER, own_inspects=True, lower_inspects=False),
    DrawInspectMode.JOINT.value: _Rule(_UPPER, own_inspects=True, lower_inspects=True),
}
OF_BOTH_LEVELS = frozenset(
    mode for mode, rule in _RULES.items() if rule.own_inspects and rule.lower_inspects
)
"""Modes in which the drawing department and those below it inspect together (市县联查)."""


def modes_of(department: Department) -> list[DrawInspectMode]:
    """Return the modes in which a department draws, its usual one first."""
    level = department.region.level
    found = [mode for mode in DrawInspectMode if level in _RULES[mode.value].draws]
    return sorted(found, key=lambda mode: mode not in _USUAL)


_USUAL = (DrawInspectMode.CITY_CITY, DrawInspectMode.COUNTY_COUNTY)


def usual_mode(department: Department) -> str:
    """Return the mode in which a department draws and inspects by itself."""
    return modes_of(department)[0].value


def drawing_fault(mode: str, department: Department) -> str | None:
    """Return None where a department draws in a mode, else who does."""
    rule = _RULES[mode]
    if department.region.level in rule.draws:
        return None
    who = "市级" if rule.draws == _UPPER else "县级"
    return (
        f"“{DrawInspectMode(mode).label}”由{who}部门抽取，{department.name}不能发起和抽取，"
        "请改选其他模式，或由对应的部门发起"
    )


def inspecting_levels(mode: str, department: Department) -> set[str]:
    """Return the levels whose officers go to what a department draws in a mode."""
    rule = _RULES[mode]
    own = {department.region.level} if rule.own_inspects else set()
    return own | ({Level.COUNTY.value} if rule.lower_inspects else set())


def sharing(mode: str, department: Department) -> Q:
    """Return the condition on the county departments among which what is drawn is shared out.

    None where the drawing department alone inspects (R-041, R-066; ADR 0017).
    """
    if not _RULES[mode].lower_inspects:
        return Q(pk__in=[])
    return inspecting(mode, department) & Q(region__level=Level.COUNTY) & ~Q(pk=department.pk)


def inspecting(mode: str, department: Department) -> Q:
    """Return the condition on departments whose people inspect for a part of the department.

    Below it stand the county departments of its business line within its region.
    """
    rule = _RULES[mode]
    found = Q(pk=department.pk) if rule.own_inspects else Q(pk__in=[])
    if rule.lower_inspects:
        found |= Q(
            line=department.line_id,
            region__prefix__startswith=department.region.prefix,
            region__level__in=_LOWER,
            is_inspecting_body=True,
        ) & ~Q(pk=department.pk)
    return found
