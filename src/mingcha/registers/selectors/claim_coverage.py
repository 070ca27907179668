"""How many departments at once stand before their superiors' lists, in a few queries (R-004)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Min

from mingcha.orgs.models import Department
from mingcha.orgs.superiors import superiors_of
from mingcha.registers.claim_days import last_due_day
from mingcha.registers.models import InspectionItem, ItemVersion, OutOfMandate
from mingcha.registers.selectors.claims import ClaimStanding

_Pairs = dict[int, set[int]]


def claim_standings(
    departments: Iterable[Department],
) -> dict[int, tuple[Department, ClaimStanding]]:
    """Return superior and standing by the department's key; departments at the top are left out."""
    lower = list(departments)
    superiors = superiors_of(lower)
    lists = _lists(superiors.values())
    claimed = _pairs(
        InspectionItem.objects.filter(department__in=lower, retired_on=None).values_list(
            "department", "parent"
        )
    )
    marked = _pairs(
        OutOfMandate.objects.filter(department__in=lower).values_list("department", "item")
    )
    return {
        each.pk: (
            superiors[each.pk],
            _standing(each, lists[superiors[each.pk].pk], claimed[each.pk], marked[each.pk]),
        )
        for each in lower
        if each.pk in superiors
    }


def _lists(superiors: Iterable[Department]) -> dict[int, dict[int, date | None]]:
    """Return since when each item is in force, by the superior's key and the item's."""
    lists: dict[int, dict[int, date | None]] = defaultdict(dict)
    in_force = ItemVersion.objects.filter(
        state="published", item__retired_on=None, item__department__in=set(superiors)
    ).values("item")
    found = ItemVersion.objects.filter(item__in=in_force).values_list("item__department", "item")
    for superior, item, since in found.annotate(since=Min("effective_from")):
        lists[superior][item] = since
    return lists


def _pairs(rows: Iterable[tuple[int, int | None]]) -> _Pairs:
    pairs: _Pairs = defaultdict(set)
    for department, item in rows:
        if item is not None:
            pairs[department].add(item)
    return pairs


def _standing(
    department: Department, items: dict[int, date | None], claimed: set[int], marked: set[int]
) -> ClaimStanding:
    left = items.keys() - claimed - marked
    days = [day for item in left if (day := items[item])]
    due = last_due_day(department) if days else None
    return ClaimStanding(
        claimed=len(items.keys() & claimed),
        open=len(left),
        not_own=len((items.keys() & marked) - claimed),
        overdue=sum(day <= due for day in days) if due else 0,
    )
