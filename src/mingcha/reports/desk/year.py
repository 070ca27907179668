"""The lines of a year that touch the same objects: of all departments up and down the regions."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from django.db.models import Q

from mingcha.orgs.models import Region
from mingcha.plans.models import PlanLine, PlanVersion


def lines_of_year(version: PlanVersion) -> list[PlanLine]:
    """Return the lines in the order in which they begin.

    Of the plan itself those of ``version``; of every other plan those in force, or of its newest
    version where none is yet.
    """
    plan = version.plan
    others = PlanVersion.objects.filter(_touching(plan.region), plan__year=plan.year)
    counted = [version, *_one_each(others.exclude(plan=plan).order_by("plan_id", "-number"))]
    return list(
        PlanLine.objects.filter(version__in=counted)
        .select_related("version__plan__department__region", "version__plan__region")
        .prefetch_related("cooperating", "cooperating_items", "items__versions")
        .order_by("period_from", "period_to", "version__plan", "line_no")
    )


def _one_each(versions: Iterable[PlanVersion]) -> list[PlanVersion]:
    by_plan = (list(group) for _, group in groupby(versions, key=lambda each: each.plan_id))
    return [
        next((each for each in of_plan if each.state == "published"), of_plan[0])
        for of_plan in by_plan
    ]


def _touching(region: Region) -> Q:
    above = [region.prefix[:length] for length in range(1, len(region.prefix))]
    below = Q(plan__region__prefix__startswith=region.prefix)
    return below | Q(plan__region__prefix__in=above)
