"""For whom somebody writes texts: the office for its region, everybody else for their department."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from mingcha.accounts.models import User
from mingcha.foundation.errors import NotFound
from mingcha.notices.models import NoticeText
from mingcha.orgs.models import Department, Region

_OFFICE, _LEAD = "coord_office", "dept_lead"


@dataclass(frozen=True, slots=True)
class Scope:
    """A region with all its departments, or one department."""

    region: Region
    department: Department | None

    @property
    def words(self) -> str:
        """Return for whom the texts are."""
        if self.department is None:
            return f"{self.region.name}各部门"
        return self.department.name

    def texts(self, kind: str) -> QuerySet[NoticeText]:
        """Return the versions written for it, the newest first."""
        rows = NoticeText.objects.filter(kind=kind, department=self.department)
        if self.department is None:
            rows = rows.filter(region=self.region)
        return rows.select_related("region", "department").order_by("-number")


def scope_of(user: User) -> Scope:
    """Return for whom the person writes texts; raises NotFound for somebody of no department."""
    if _OFFICE in user.role_keys and _LEAD not in user.role_keys:
        return Scope(user.region, None)
    if user.department is None:
        raise NotFound
    return Scope(user.department.region, user.department)
