"""A version of a yearly plan (R-044): every line in words, without a ratio or range by class."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from mingcha.core.draw.canonical import Json
from mingcha.plans.selectors.differences import ratios_text
from mingcha.publication.disclosure import disclosed, plain, worded
from mingcha.publication.models.publication import PublicationKind
from mingcha.publication.snapshots.snapshot import Snapshot
from mingcha.registers.selectors.labels import are_public
from mingcha.registers.selectors.range_words import describe_filter

if TYPE_CHECKING:
    from mingcha.plans.models import AnnualPlan, PlanLine, PlanVersion

_BY_CLASS = "按信用风险分类确定"
_BY_LABEL = "按标签和名单确定"
_CLASS_KEY = "risk_levels"


def plan_key(annual: AnnualPlan) -> str:
    """Return the key under which all versions of a plan are published."""
    return f"{annual.region_id}-{annual.department.code}-{annual.year}"


def plan(version: PlanVersion) -> Snapshot:
    """Build the snapshot of a version that is in force."""
    annual = version.plan
    lines = version.lines.prefetch_related("items__versions", "cooperating")
    return Snapshot(
        kind=PublicationKind.PLAN,
        key=plan_key(annual),
        title=annual.title,
        region_prefix=annual.region.prefix,
        department=annual.department.name,
        content={
            **disclosed(annual, "year", "title"),
            "department": disclosed(annual.department, "code", "name", "short_name"),
            **disclosed(version, "number", "reason"),
            "lines": [_line(line) for line in lines],
        },
    )


def _line(line: PlanLine) -> dict[str, Json]:
    return {
        **worded(
            line,
            "line_no",
            "name",
            "frequency",
            "period_from",
            "period_to",
            "mode",
            "joint_scope",
            "draw_kind",
        ),
        "range": range_in_words(line.object_filter),
        "ratio": share_in_words(line),
        "items": [_item(line, item.pk) for item in line.items.all()],
        "cooperating": [disclosed(d, "code", "name") for d in line.cooperating.all()],
    }


def _item(line: PlanLine, pk: int) -> dict[str, Json]:
    item = next(item for item in line.items.all() if item.pk == pk)
    version = next((v for v in item.versions.all() if v.state == "published"), None)
    name = disclosed(version, "name") if version else {"name": ""}
    return {**disclosed(item, "code"), **name}


def range_in_words(object_filter: Mapping[str, Json]) -> str:
    """Return the range of objects without what it says about risk classes (G-10)."""
    told = {key: values for key, values in object_filter.items() if key != _CLASS_KEY}
    return str(plain(describe_filter(told)))


def share_in_words(line: PlanLine) -> str:
    """Return the ratio for all or those by label, or only by what they differ, where that is secret."""
    if line.is_by_class:
        return _BY_CLASS
    if not are_public(line.labels):
        return _BY_LABEL
    return str(plain(ratios_text(line.ratios, line.labels)))
