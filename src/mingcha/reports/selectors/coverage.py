"""Full coverage (应纳尽纳) department by department: items, objects, inspectors, publication (R-015).

Each figure is one query for all departments; none is asked of a department by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Count

from mingcha.accounts.models import User
from mingcha.accounts.policies import sees_classes
from mingcha.foundation.errors import NotFound
from mingcha.orgs.models import Department
from mingcha.publication.selectors.lists_of import PublishedList, published_lists
from mingcha.registers.models import ItemVersion
from mingcha.registers.selectors.claim_coverage import claim_standings
from mingcha.registers.selectors.claims import ClaimStanding
from mingcha.registers.selectors.enrolment import Enrolment, enrolments
from mingcha.registers.selectors.objects import registers_within
from mingcha.registers.selectors.reconciliation import Reconciliation, reconciliations
from mingcha.registers.selectors.register_sizes import RegisterSize, register_sizes


@dataclass(frozen=True, slots=True)
class Coverage:
    """One department; ``claims`` is None where it has no superior on the platform."""

    department: Department
    claims: ClaimStanding | None
    items_in_force: int
    size: RegisterSize
    sources: list[Reconciliation] = field(default_factory=list)
    people: Enrolment = field(default_factory=Enrolment)
    published: Mapping[str, PublishedList] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """All departments that the person may see; classes only where the person sees classes."""

    rows: list[Coverage]
    sees_classes: bool


def coverage(user: User) -> CoveragePage:
    """Return the coverage of the department, or of all in the region for its office."""
    departments = list(registers_within(user))
    claims = claim_standings(departments)
    in_force = _items_in_force(departments)
    sizes, sources = register_sizes(departments), reconciliations(departments)
    people, published = enrolments(departments), published_lists(departments)
    rows = [
        Coverage(
            department=each,
            claims=claims[each.pk][1] if each.pk in claims else None,
            items_in_force=in_force[each.pk],
            size=sizes.get(each.pk, RegisterSize()),
            sources=sources.get(each.pk, []),
            people=people.get(each.pk, Enrolment()),
            published=published.get(each.pk, {}),
        )
        for each in departments
    ]
    return CoveragePage(rows, sees_classes(user))


def covered_department(user: User, pk: int) -> Department:
    """Return a department whose register the user may see; raises NotFound."""
    found = registers_within(user).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def _items_in_force(departments: list[Department]) -> Counter[int]:
    rows = ItemVersion.objects.filter(
        state="published", item__retired_on=None, item__department__in=departments
    )
    counted = rows.order_by().values_list("item__department").annotate(number=Count("item"))
    return Counter(dict(counted))
