"""Whose site the portal is: the lowest region that holds all departments, and its office."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from mingcha.orgs.models import Department, Region, Unit
from mingcha.orgs.models.unit import UnitKind
from mingcha.orgs.parameters import parameter
from mingcha.publication.selectors.log import log_head


@dataclass(frozen=True, slots=True)
class Site:
    """What the head and the foot of every page say."""

    name: str
    region: str
    host: str
    phone: str
    log_digest: str


def site() -> Site:
    """Return the site; without any department it has no region yet."""
    prefixes = list(Department.objects.values_list("region__prefix", flat=True).distinct())
    region = _lowest_above(prefixes)
    office = Unit.objects.filter(kind=UnitKind.COORDINATION_OFFICE).order_by("region__prefix")
    first = office.select_related("department").first()
    return Site(
        name=f"{region.name if region else ''}双随机、一公开监管信息",
        region=f"{region.name}人民政府" if region else "",
        host=f"{first.department.name}{first.name}" if first else "",
        phone=str(parameter("portal.phone", region=region)) if region else "",
        log_digest=log_head(),
    )


def _lowest_above(prefixes: list[str]) -> Region | None:
    columns = takewhile(lambda digits: len(set(digits)) == 1, zip(*prefixes, strict=False))
    common = "".join(digits[0] for digits in columns)
    above = [common[:length] for length in range(1, len(common) + 1)]
    return Region.objects.filter(prefix__in=above).order_by("-prefix").first()
