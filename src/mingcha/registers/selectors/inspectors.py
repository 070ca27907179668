"""Reading the registers of inspectors."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.scope import within
from mingcha.foundation.errors import NotFound
from mingcha.orgs.models import Department
from mingcha.registers.models import Inspector
from mingcha.registers.selectors.fitness import fit_inspectors, with_certificate

if TYPE_CHECKING:
    from mingcha.registers.selectors.fitness import CertifiedInspector

EXPIRES_SOON_DAYS = 60
"""How long before its end a certificate is pointed out on the list; decides nothing."""


def visible_inspectors(user: User) -> QuerySet[CertifiedInspector]:
    """Return the inspectors of the registers that the user may see, with their certificate."""
    require(user, Permission.REGISTER_VIEW)
    scope = within(user, region="department__region", department="department")
    rows = Inspector.objects.filter(scope).select_related("department", "unit", "region", "user")
    return with_certificate(rows)


def get_inspector(user: User, pk: int) -> CertifiedInspector:
    """Return an inspector within the user's scope; raises NotFound."""
    found = visible_inspectors(user).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def matchable_inspectors(department: Department, on: date) -> QuerySet[CertifiedInspector]:
    """Return those of a department who may be sent on a day (R-019, R-024)."""
    rows = fit_inspectors(on).filter(department=department)
    return rows.select_related("unit", "region").prefetch_related("expertise", "qualifications")
