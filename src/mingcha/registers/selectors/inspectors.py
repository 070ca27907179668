"""Reading the registers of inspectors."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.scope import within
from mingcha.foundation.errors import NotFound
from mingcha.orgs.models import Department
from mingcha.registers.models import Inspector
from mingcha.registers.models.inspector import InspectorState

EXPIRES_SOON_DAYS = 60
"""How long before its end a certificate is pointed out on the list; decides nothing."""


def visible_inspectors(user: User) -> QuerySet[Inspector]:
    """Return the inspectors of the registers that the user may see."""
    require(user, Permission.REGISTER_VIEW)
    scope = within(user, region="department__region", department="department")
    return Inspector.objects.filter(scope).select_related("department", "unit", "region", "user")


def get_inspector(user: User, pk: int) -> Inspector:
    """Return an inspector within the user's scope; raises NotFound."""
    found = visible_inspectors(user).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def matchable_inspectors(department: Department, on: date) -> QuerySet[Inspector]:
    """Return those of a department who may be matched: on duty, certified on the day (R-019, R-024).

    A person without a certificate number or without its last day cannot be matched.
    """
    return (
        Inspector.objects.filter(
            department=department, state=InspectorState.ACTIVE, certificate_until__gte=on
        )
        .exclude(certificate_no="")
        .select_related("unit", "region")
        .prefetch_related("expertise")
    )
