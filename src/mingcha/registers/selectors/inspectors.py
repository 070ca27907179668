"""Reading the registers of inspectors."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.scope import within
from mingcha.foundation import clock
from mingcha.foundation.errors import NotFound
from mingcha.orgs.models import Department
from mingcha.registers.models import Inspector, InspectorCertificate
from mingcha.registers.models.certificate import ENFORCING
from mingcha.registers.models.inspector import InspectorState
from mingcha.registers.selectors.fitness import fit_inspectors, with_certificate

if TYPE_CHECKING:
    from mingcha.registers.selectors.fitness import CertifiedInspector

EXPIRES_SOON_DAYS = 60
"""How long before its end a certificate is pointed out; decides nothing."""


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


def soon() -> tuple[date, date]:
    """Return the first and last day of a certificate that ends soon."""
    today = clock.today()
    return today, today + timedelta(days=EXPIRES_SOON_DAYS)


def ending_certificates(department: Department) -> list[tuple[date, str]]:
    """Return days and names of those in office whose last enforcement certificate ends soon."""
    first, last = soon()
    in_office = Inspector.objects.filter(department=department, state=InspectorState.ACTIVE)
    rows = with_certificate(in_office).filter(
        certificate_until__gte=first, certificate_until__lte=last
    )
    named = rows.order_by("certificate_until", "staff_no").values_list("certificate_until", "name")
    return [(day, name) for day, name in named if day]


def ending_other_certificates(department: Department) -> list[tuple[date, str]]:
    """Return the same of the other certificates, of which somebody may hold several."""
    rows = InspectorCertificate.objects.filter(
        inspector__department=department,
        inspector__state=InspectorState.ACTIVE,
        valid_until__range=soon(),
        ended_on=None,
    ).exclude(kind__in=ENFORCING)
    rows = rows.order_by("valid_until", "inspector__staff_no")
    return [(day, name) for day, name in rows.values_list("valid_until", "inspector__name") if day]
