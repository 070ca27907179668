"""What is told to a department, and to whom messages about occurrences go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.roles import ROLES
from mingcha.orgs.models import Department
from mingcha.plans.models import Occurrence


@dataclass(frozen=True, slots=True)
class Told:
    """What those of one department are told who hold a right; ``key`` lets it be told once."""

    key: str
    department: Department
    title: str
    text: str
    url: str
    permission: Permission = Permission.PLAN_EDIT


Recipient = tuple[Department, Permission]


def recipients(occurrences: Sequence[Occurrence]) -> dict[int, list[Recipient]]:
    """Return for each occurrence the department and the right of those who are told.

    An office has no department of its own: its people are told where they sit.
    """
    offices = _offices({each.region_id for each in occurrences if each.department_id is None})
    return {
        each.pk: [(each.department, _right(each))]
        if each.department
        else [(office, Permission.TARGET_EDIT) for office in offices[each.region_id]]
        for each in occurrences
    }


def _right(occurrence: Occurrence) -> Permission:
    return Permission.TARGET_VIEW if occurrence.unit_id else Permission.PLAN_EDIT


def _offices(regions: set[str]) -> dict[str, list[Department]]:
    roles = [key for key, role in ROLES.items() if Permission.TARGET_EDIT in role.permissions]
    people = User.objects.filter(
        grants__role__in=roles,
        grants__revoked_at=None,
        is_active=True,
        region__in=regions,
        department__isnull=False,
    )
    pairs = set(people.values_list("region_id", "department_id"))
    departments = Department.objects.select_related("region").in_bulk({pk for _, pk in pairs})
    found: dict[str, list[Department]] = defaultdict(list)
    for region, pk in sorted(pairs):
        found[region].append(departments[pk])
    return found
