"""General items have a highest ratio (R-012): the share of the range that a line would draw.

Ratios given by risk class or label may lie above the limit for some and below it for the rest
(R-051); what counts is the share of all objects in the range, as the register stands now.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from typing import Any

from mingcha.core.planning.quota import read_quota
from mingcha.core.ratios.wording import percent
from mingcha.orgs.models import Department
from mingcha.plans.ratios import ALL, is_ratio, share_bp
from mingcha.registers.models import InspectionItem
from mingcha.registers.ratio_facts import ratio_limit_bp
from mingcha.registers.selectors.items import items_in_force
from mingcha.registers.selectors.strata import sizes_by_stratum

_WHOLE_BP = 10_000


def over_limit(
    department: Department,
    items: Collection[InspectionItem],
    object_filter: Mapping[str, Any],
    ratios: Mapping[str, str],
    labels: Sequence[str],
) -> str | None:
    """Return which general items the ratios are too high for; None where they are not."""
    found = items_in_force(department.pk).filter(item__in=items).order_by("item__code")
    limits = {each.name: limit for each in found if (limit := ratio_limit_bp(each))}
    if not limits or not ratios or not all(map(is_ratio, ratios.values())):
        return None  # what is no ratio is told elsewhere
    share = _share(department, object_filter, ratios, labels)
    if share is None:
        return None
    over = [f"“{name}”（上限 {percent(bp)}）" for name, bp in limits.items() if share > bp]
    if not over:
        return None
    told = f"一般检查事项{'、'.join(over)}低于本条的抽查比例 {percent(round(share))}"
    return f"{told}：请调低比例，或只选重点检查事项"


def _share(
    department: Department,
    object_filter: Mapping[str, Any],
    ratios: Mapping[str, str],
    labels: Sequence[str],
) -> Fraction | None:
    """Return the largest share allowed, in basis points; None where the register says nothing of it."""
    if set(ratios) == {ALL} and (bp := share_bp(ratios[ALL])) is not None:
        return Fraction(bp)
    counts = sizes_by_stratum(department, object_filter, labels)
    if set(ratios) == {ALL}:
        counts = {ALL: sum(counts.values())}
    total = sum(counts.values())
    parts = (_most(ratios[level], n) for level, n in counts.items() if ratios.get(level))
    drawn = sum(parts, start=Fraction(0))
    return drawn * _WHOLE_BP / total if total else None


def _most(text: str, number: int) -> Fraction:
    """Exactly, not rounded up to whole objects: small classes are not to count as more."""
    tier = read_quota(text).tier(number)
    amount = tier.most or tier.planned
    if amount.is_share:
        return Fraction(number * amount.number, _WHOLE_BP)
    return Fraction(min(amount.number, number))
