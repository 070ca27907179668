"""Reading targets."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.orgs.models import Department, Region
from mingcha.orgs.parameters import parameter
from mingcha.plans.models import Target


def visible_targets(user: User, year: int) -> QuerySet[Target]:
    """Return the targets of the user's region and of those above it, nearest first."""
    require(user, Permission.TARGET_VIEW)
    return Target.objects.filter(year=year, region__in=_line(user.region)).select_related(
        "region", "department"
    )


def binding_target(
    indicator: str, year: int, region: Region, department: Department | None = None
) -> Target | None:
    """Return the target that counts: the stricter of own and superior ones (G-3).

    Where the parameter says that the own one applies, it does, and the superior's only fills in.
    """
    found = list(
        Target.objects.filter(indicator=indicator, year=year, region__in=_line(region)).filter(
            Q(department=None) | Q(department=department)
        )
    )
    if not found:
        return None
    if parameter("target.stricter_applies", region=region):
        return max(found, key=lambda target: target.value_bp)
    return max(found, key=lambda target: (len(target.region.prefix), target.value_bp))


def _line(region: Region) -> list[Region]:
    line = [region]
    while line[-1].parent:
        line.append(line[-1].parent)
    return line
