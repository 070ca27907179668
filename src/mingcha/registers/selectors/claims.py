"""A department before its superior's list: what is claimed, what is open, what is not its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from mingcha.orgs.models import Department
from mingcha.orgs.superiors import superior_of
from mingcha.registers.claim_days import last_due_day, next_due_day
from mingcha.registers.models import InspectionItem, ItemVersion, OutOfMandate
from mingcha.registers.selectors.items import items_in_force

_BP = 10_000


@dataclass(frozen=True, slots=True)
class ClaimStanding:
    """How many of the superior's items in force are claimed; ``overdue`` are among the open ones."""

    claimed: int
    open: int
    not_own: int
    overdue: int

    @property
    def coverage_bp(self) -> int | None:
        """Return the share of claimed items among those of the mandate, None where there are none."""
        base = self.claimed + self.open
        return self.claimed * _BP // base if base else None


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """All that the page of claims shows; ``late`` are the keys of items overdue since ``due``.

    Where nothing is overdue, ``due`` is the day by which the open ones are to be claimed.
    """

    superior: Department | None
    standing: ClaimStanding
    open: list[ItemVersion]
    not_own: list[OutOfMandate]
    late: frozenset[int]
    due: date


def open_items(department: Department, superior: Department) -> QuerySet[ItemVersion]:
    """Return the superior's items in force that are neither claimed nor marked as not own."""
    own = InspectionItem.objects.filter(
        department=department, parent=OuterRef("item"), retired_on=None
    )
    marked = OutOfMandate.objects.filter(department=department, item=OuterRef("item"))
    found = items_in_force(superior.pk).filter(~Exists(own), ~Exists(marked))
    return found.order_by("item__code")


def claim_page(department: Department) -> ClaimPage:
    """Return how a department stands before its superior's list."""
    superior = superior_of(department)
    if superior is None:
        nothing = ClaimStanding(0, 0, 0, 0)
        return ClaimPage(None, nothing, [], [], frozenset(), next_due_day(department))
    found = list(open_items(department, superior))
    late = _late(department, found)
    in_force = items_in_force(superior.pk).values("item")
    not_own = OutOfMandate.objects.filter(department=department, item__in=in_force)
    claimed = InspectionItem.objects.filter(
        department=department, parent__in=in_force, retired_on=None
    )
    marked = list(not_own.select_related("item").order_by("item__code"))
    standing = ClaimStanding(claimed.count(), len(found), len(marked), len(late))
    due = last_due_day(department) if late else next_due_day(department)
    return ClaimPage(superior, standing, found, marked, late, due)


def _late(department: Department, found: list[ItemVersion]) -> frozenset[int]:
    """Return the items in force since the last due day; an amendment makes no item younger."""
    since = last_due_day(department)
    first = ItemVersion.objects.filter(
        item__in=[version.item_id for version in found], effective_from__lte=since
    )
    return frozenset(first.values_list("item_id", flat=True))
