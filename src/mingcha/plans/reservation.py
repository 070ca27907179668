"""What a superior keeps for itself, its subordinates do not plan (市级统筹, R-040)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from mingcha.orgs.models import Region
from mingcha.plans.models import PlanLine
from mingcha.registers.models import InspectionItem


def reserved_lines(
    region: Region, year: int, items: Collection[InspectionItem]
) -> list[tuple[InspectionItem, PlanLine]]:
    """Return which of the items a plan in force above has reserved, and by which line."""
    claimed = {item: _with_origins(item) for item in items}
    above = [region.prefix[:length] for length in range(1, len(region.prefix))]
    lines = (
        PlanLine.objects.filter(
            is_reserved=True,
            version__state="published",
            version__plan__year=year,
            version__plan__region__prefix__in=above,
            items__in={pk for pks in claimed.values() for pk in pks},
        )
        .select_related("version__plan__department")
        .prefetch_related("items")
        .distinct()
    )
    return [
        (item, line)
        for line in lines
        for item, pks in claimed.items()
        if pks & {each.pk for each in line.items.all()}
    ]


def reservation_told(found: Iterable[tuple[InspectionItem, PlanLine]]) -> str | None:
    """Return in words what is reserved and by whom; None where nothing is."""
    told = [
        f"事项 {item.code} 由{line.version.plan.department.name}统筹（“{line.name}”）"
        for item, line in found
    ]
    return f"{'；'.join(told)}，本级不再安排，请去掉这些事项" if told else None


def _with_origins(item: InspectionItem) -> set[int]:
    """Return the item with those above from which it was claimed."""
    found, origin = {item.pk}, item.parent
    while origin and origin.pk not in found:
        found.add(origin.pk)
        origin = origin.parent
    return found
