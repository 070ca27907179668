"""Whether every item is somebody's and is inspected: no gap in supervision (全覆盖, R-010)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.foundation.errors import NotFound
from mingcha.inspections.choices import ItemOutcome
from mingcha.inspections.models import ItemResult
from mingcha.orgs.models import Department
from mingcha.registers.models import ItemVersion
from mingcha.registers.selectors.claim_coverage import claim_standings
from mingcha.registers.selectors.claims import ClaimPage, ClaimStanding, claim_page

_INSPECTED = (ItemOutcome.NO_PROBLEM, ItemOutcome.PROBLEM)


@dataclass(frozen=True, slots=True)
class DepartmentCoverage:
    """A department's list: claims (None without a superior), items in force, those not inspected."""

    department: Department
    superior: Department | None
    claims: ClaimStanding | None
    in_force: int
    not_inspected: int


@dataclass(frozen=True, slots=True)
class Gaps:
    """What one department lacks, item by item."""

    department: Department
    claims: ClaimPage
    not_inspected: list[ItemVersion]
    in_force: int


def item_coverage(user: User, year: int) -> list[DepartmentCoverage]:
    """Return the coverage of every department that the user may see."""
    departments = list(_visible(user))
    standings = claim_standings(departments)
    in_force = Counter(_in_force(departments).values_list("item__department", flat=True))
    left = _not_inspected(departments, year).values_list("item__department", flat=True)
    not_inspected = Counter(left)
    rows = []
    for each in departments:
        superior, claims = standings.get(each.pk, (None, None))
        counts = in_force[each.pk], not_inspected[each.pk]
        rows.append(DepartmentCoverage(each, superior, claims, *counts))
    return rows


def gaps_of(user: User, department: int, year: int) -> Gaps:
    """Return one department's gaps; raises NotFound outside the user's scope."""
    found = _visible(user).filter(pk=department).first()
    if found is None:
        raise NotFound
    left = list(_not_inspected([found], year).order_by("item__code"))
    return Gaps(found, claim_page(found), left, _in_force([found]).count())


def _visible(user: User) -> QuerySet[Department]:
    require(user, Permission.REPORT_VIEW)
    bodies = Department.objects.filter(
        region__prefix__startswith=user.region.prefix, is_inspecting_body=True
    )
    if not user.may(Permission.TARGET_EDIT):
        bodies = bodies.filter(users=user)
    return bodies.select_related("region")


def _in_force(departments: list[Department]) -> QuerySet[ItemVersion]:
    return ItemVersion.objects.filter(
        state="published", item__retired_on=None, item__department__in=departments
    ).select_related("item")


def _not_inspected(departments: list[Department], year: int) -> QuerySet[ItemVersion]:
    """Return items in force of which no signed record of the year says anything, in any version."""
    results = ItemResult.objects.filter(
        item__item=OuterRef("item"), record__signed_at__year=year, outcome__in=_INSPECTED
    )
    return _in_force(departments).filter(~Exists(results))
