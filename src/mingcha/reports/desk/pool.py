"""The objects that a line could draw now, one by one; ``board`` counts the same in cells."""

from __future__ import annotations

from django.db.models import QuerySet

from mingcha.foundation import clock
from mingcha.orgs.parameters import parameter
from mingcha.plans.models import PlanLine
from mingcha.registers.models import InspectionObject, RegisterEntry
from mingcha.registers.models.inspection_object import RegistrationStatus
from mingcha.registers.models.object_flag import FlagKind
from mingcha.registers.selectors.flags import marked
from mingcha.registers.selectors.object_filter import objects_in_range
from mingcha.tasks.pool_query import inspected_in


def objects_to_draw(line: PlanLine) -> QuerySet[InspectionObject]:
    """Return the existing objects of its range that nothing keeps from being drawn."""
    plan, today = line.version.plan, clock.today()
    barred = RegisterEntry.objects.filter(department=plan.department).exclude(exclusion="")
    found = (
        objects_in_range(plan.department, line.object_filter)
        .filter(status=RegistrationStatus.EXISTING)
        .exclude(pk__in=barred.values("object"))
        .exclude(pk__in=marked([FlagKind.SANDBOX], today))
    )
    once = parameter("exclusion.inspected_this_year", region=plan.region)
    if once and plan.year == today.year:
        found = found.exclude(pk__in=inspected_in(today))
    return found
