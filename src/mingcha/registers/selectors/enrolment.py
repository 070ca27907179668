"""Inspectors in the registers against those who hold a certificate at all (R-015, R-020)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from mingcha.foundation import clock
from mingcha.orgs.models import Department
from mingcha.registers.models import CertifiedHeadcount, Inspector
from mingcha.registers.models.inspector import InspectorState
from mingcha.registers.selectors.fitness import with_certificate

_BP = 10_000


@dataclass(frozen=True, slots=True)
class Enrolment:
    """People in office in the register, by how their certificate stands; what was stated of all."""

    in_office: int = 0
    certified: int = 0
    expired: int = 0
    without: int = 0
    headcount: CertifiedHeadcount | None = None

    @property
    def share_bp(self) -> int | None:
        """Return the share of certificate holders that the register has, None where none is stated."""
        if self.headcount is None or not self.headcount.number:
            return None
        return self.certified * _BP // self.headcount.number


def enrolments(departments: Iterable[Department]) -> dict[int, Enrolment]:
    """Return the enrolment by department, in two queries."""
    chosen, today = list(departments), clock.today()
    stated = {each.department_id: each for each in _newest(chosen)}
    in_office = Inspector.objects.filter(department__in=chosen, state=InspectorState.ACTIVE)
    rows = with_certificate(in_office).order_by().values("department")
    counted = rows.annotate(
        people=Count("pk"),
        certified=Count("pk", filter=Q(certificate_until__gte=today)),
        expired=Count("pk", filter=Q(certificate_until__lt=today)),
    )
    found = {
        row["department"]: Enrolment(
            in_office=row["people"],
            certified=row["certified"],
            expired=row["expired"],
            without=row["people"] - row["certified"] - row["expired"],
            headcount=stated.get(row["department"]),
        )
        for row in counted
    }
    return {pk: Enrolment(headcount=row) for pk, row in stated.items()} | found


def _newest(departments: list[Department]) -> Iterable[CertifiedHeadcount]:
    rows = CertifiedHeadcount.objects.filter(department__in=departments)
    return rows.order_by("department_id", "-as_of").distinct("department_id")
