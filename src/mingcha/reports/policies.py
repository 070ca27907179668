"""Who fills in which form, and who takes it."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.foundation.errors import NotFound
from mingcha.orgs.models import Region
from mingcha.orgs.parameters import parameter
from mingcha.reports.models import Report


def is_of_region(form: str, region: Region) -> bool:
    """Tell whether a form is the region's, filled in by its office, else a department's (G-13)."""
    return form in parameter("report.county_forms", region=region)


def require_filler(by: User, permission: Permission, report: Report) -> None:
    """Raise NotFound unless the report is the actor's own to fill in, Forbidden without the right.

    Forms of a region are the coordination office's, forms of a department that department's.
    """
    require(by, permission)
    is_office = by.may(Permission.TARGET_EDIT)
    is_own = (
        is_office and by.region_id == report.region_id
        if is_of_region(report.form, report.region)
        else by.department_id == report.department_id and not is_office
    )
    if not is_own:
        raise NotFound


def require_receiver(by: User, report: Report) -> None:
    """Raise NotFound unless the report lies in the region whose office the actor is of."""
    require(by, Permission.REPORT_ACCEPT)
    if not report.region.prefix.startswith(by.region.prefix):
        raise NotFound
