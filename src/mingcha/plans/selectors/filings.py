"""Reading filings: which plans in force are filed, and whose are not (R-042)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.scope import within
from mingcha.foundation import clock
from mingcha.foundation.errors import NotFound
from mingcha.foundation.to_do import ToDo
from mingcha.orgs.models import Department
from mingcha.plans.models import PlanFiling, PlanVersion


@dataclass(frozen=True, slots=True)
class FilingRow:
    """A department with its version in force and how that one is filed; None where it lacks."""

    department: Department
    version: PlanVersion | None
    filing: PlanFiling | None

    @property
    def is_open(self) -> bool:
        """Tell whether nothing is with the office, or it came back."""
        return self.filing is None or self.filing.state == "returned"


def filing_rows(user: User, year: int) -> list[FilingRow]:
    """Return the inspecting bodies of the scope, open ones first."""
    require(user, Permission.PLAN_VIEW)
    bodies = Department.objects.filter(
        within(user, region="region", department="pk"), is_inspecting_body=True
    ).select_related("region")
    found = {version.plan.department_id: version for version in _in_force(bodies, year)}
    rows = []
    for department in bodies.order_by("region__prefix", "pk"):
        version = found.get(department.pk)
        rows.append(FilingRow(department, version, filing_of(version) if version else None))
    return sorted(rows, key=lambda row: not row.is_open)


def _in_force(bodies: QuerySet[Department], year: int) -> QuerySet[PlanVersion]:
    rows = PlanVersion.objects.filter(
        state="published", plan__year=year, plan__department__in=bodies
    )
    return rows.select_related("plan__department", "filing")


def filing_of(version: PlanVersion) -> PlanFiling | None:
    """Return the filing of a version, None where there is none."""
    return getattr(version, "filing", None)


def visible_filings(user: User) -> QuerySet[PlanFiling]:
    """Return the filings of the scope."""
    require(user, Permission.PLAN_VIEW)
    scope = within(user, region="version__plan__region", department="version__plan__department")
    return PlanFiling.objects.filter(scope).select_related(
        "version__plan__department", "version__plan__region"
    )


def get_filing(user: User, pk: int) -> PlanFiling:
    """Return a filing within the scope; raises NotFound."""
    found = visible_filings(user).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def filings_waiting_for(user: User) -> Iterator[ToDo]:
    """Give the office what is to be received, and a department what it has not filed."""
    year = clock.today().year
    if user.may(Permission.PLAN_RECEIVE):
        filed = visible_filings(user).filter(state="filed", version__plan__region=user.region_id)
        for filing in filed:
            day = clock.day_of(filing.filed_at)
            plan = filing.version.plan
            url = f"{reverse('plan-filings')}?year={plan.year}"
            yield ToDo("接收计划备案", url, day, plan.title)
    if user.may(Permission.PLAN_SUBMIT) and user.department_id:
        own = PlanVersion.objects.filter(
            state="published", plan__department=user.department_id, plan__year__gte=year
        )
        for version in own.select_related("plan", "filing"):
            filing_now = filing_of(version)
            if filing_now is None or filing_now.state == "returned":
                day = clock.day_of(version.published_at or version.updated_at)
                url = reverse("plan", args=[version.plan_id])
                yield ToDo("报送计划备案", url, day, f"{version.plan.title}（{version}）")
