"""Reading risk classes: what an object's are now, by scheme, and what they make together (D.7)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from mingcha.foundation import clock
from mingcha.orgs.models import Department, Region
from mingcha.orgs.parameters import parameter
from mingcha.registers.models import (
    InspectionObject,
    RegisterEntry,
    RiskClass,
    RiskCombination,
    RiskScheme,
)
from mingcha.registers.models.inspection_object import ObjectKind
from mingcha.registers.models.risk_class import GENERIC
from mingcha.registers.risk_combining import higher
from mingcha.registers.selectors.shown_facts import Facts


@dataclass(frozen=True, slots=True)
class Standing:
    """A scheme that an object may have a class of: the newest one, and both together."""

    scheme: RiskScheme
    level: str
    given: RiskClass | None
    combined: str


def scheme_in_force(region: Region, department: Department | None = None) -> RiskScheme | None:
    """Return the scheme by which a department, or a region, draws, as it has set (G-4)."""
    code = parameter("risk.scheme", region=region, department=department)
    return RiskScheme.objects.filter(pk=code, retired_on=None).first()


def schemes_in_use() -> QuerySet[RiskScheme]:
    """Return the schemes that are offered, the generic ones first."""
    in_use = RiskScheme.objects.filter(retired_on=None).select_related("line")
    return in_use.order_by("-is_generic", "code")


def class_now(found: InspectionObject, scheme: RiskScheme) -> str:
    """Return an object's level in a scheme today; "" where it has none."""
    if scheme.code == GENERIC:
        return found.risk_level
    rows = RiskClass.objects.filter(object=found, scheme=scheme, as_of__lte=clock.today())
    newest = rows.order_by("-as_of").first()
    return newest.level if newest else ""


def standings(found: InspectionObject) -> list[Standing]:
    """Return what an object is in each scheme that fits its kind, or that it has a class of."""
    rows = found.risk_classes.filter(as_of__lte=clock.today()).order_by("scheme_id", "-as_of")
    newest = {row.scheme_id: row for row in rows.distinct("scheme_id")}
    generic = RiskScheme.generic()
    told = []
    for scheme in schemes_in_use():
        given = newest.get(scheme.pk)
        if given is None and scheme.object_kinds and found.kind not in scheme.object_kinds:
            continue
        level = found.risk_level if scheme.code == GENERIC else given.level if given else ""
        combined = _combined(generic, scheme, found.risk_level, given)
        told.append(Standing(scheme, level, given, combined))
    return told


def _combined(
    generic: RiskScheme, scheme: RiskScheme, generic_level: str, given: RiskClass | None
) -> str:
    if scheme.is_generic or given is None or generic_level not in generic.levels:
        return ""
    if given.level not in scheme.levels:
        return ""
    return combined_level(generic, scheme, generic_level, given.level)


def combined_level(generic: RiskScheme, scheme: RiskScheme, generic_level: str, level: str) -> str:
    """Return what both levels make: as the scheme says of the pair, else the higher one."""
    said = RiskCombination.objects.filter(scheme=scheme, generic_level=generic_level, level=level)
    found = said.values_list("combined", flat=True).first()
    return found or higher(generic.levels, generic_level, scheme.levels, level)


def facts_of(scheme: RiskScheme) -> Facts:
    """Return what the form of a scheme shows of it, by title (``shown_facts``)."""
    kinds = dict(ObjectKind.choices)
    return {
        "名称": scheme.name,
        "等级": "、".join(scheme.levels),
        "业务条线": str(scheme.line or ""),
        "适用的对象类型": "、".join(str(kinds[kind]) for kind in sorted(scheme.object_kinds)),
        "依据": scheme.basis,
    }


def combination_facts_of(scheme: RiskScheme) -> Facts:
    """Return what each pair of levels makes, by what the form calls the pair (``shown_facts``)."""
    return {
        pair_title(of_generic, level): f"{made} 类"
        for of_generic, row in matrix(scheme)
        for level, made in row
    }


def pair_title(of_generic: str, level: str) -> str:
    """Return what a pair of levels is called."""
    return f"通用 {of_generic} 类、专业 {level} 类"


def matrix(scheme: RiskScheme) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return, for each generic level, the professional levels and what each pair makes."""
    generic = RiskScheme.generic()
    rows = scheme.combinations.values_list("generic_level", "level", "combined")
    said = {(of_generic, level): combined for of_generic, level, combined in rows}
    return [
        (
            of_generic,
            [
                (
                    level,
                    said.get((of_generic, level)) or _higher(generic, scheme, of_generic, level),
                )
                for level in scheme.levels
            ],
        )
        for of_generic in generic.levels
    ]


def _higher(generic: RiskScheme, scheme: RiskScheme, of_generic: str, level: str) -> str:
    return higher(generic.levels, of_generic, scheme.levels, level)


def numbers_by_level(scheme: RiskScheme, department: Department | None) -> dict[str, int]:
    """Return how many objects of a department's register are of each level now; "" has none."""
    kept = RegisterEntry.objects.filter(department=department, is_active=True).values("object")
    if scheme.code == GENERIC:
        objects = InspectionObject.objects.filter(pk__in=kept).order_by()
        counted = objects.values_list("risk_level").annotate(n=Count("pk"))
        return dict(counted)
    newest = (
        RiskClass.objects.filter(scheme=scheme, as_of__lte=clock.today(), object__in=kept)
        .order_by("object_id", "-as_of")
        .distinct("object_id")
    )
    rows = RiskClass.objects.filter(pk__in=newest.values("pk")).order_by()
    return dict(rows.values_list("level").annotate(n=Count("pk")))
