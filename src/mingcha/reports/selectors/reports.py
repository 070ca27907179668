"""Reading reports."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.foundation.errors import NotFound
from mingcha.reports.models import OtherPlatformFigures, Report
from mingcha.reports.models.report import Form
from mingcha.reports.policies import is_of_region


def visible_reports(user: User) -> QuerySet[Report]:
    """Return the department's own reports; for a coordination office, those of its region."""
    require(user, Permission.REPORT_VIEW)
    rows = Report.objects.select_related("region", "department")
    if user.may(Permission.TARGET_EDIT):
        own = Q(department=None) | Q(state__in=["submitted", "accepted", "returned"])
        return rows.filter(own, region__prefix__startswith=user.region.prefix)
    if user.department_id is None:
        return rows.none()
    return rows.filter(department=user.department_id)


def get_report(user: User, pk: int) -> Report:
    """Return a report within the user's scope; raises NotFound."""
    report = visible_reports(user).filter(pk=pk).first()
    if report is None:
        raise NotFound
    return report


def forms_to_fill(user: User) -> list[str]:
    """Return the letters of the forms that the user fills in."""
    if not user.may(Permission.REPORT_COMPUTE):
        return []
    is_office = user.may(Permission.TARGET_EDIT)
    return [form for form in Form.values if is_of_region(form, user.region) == is_office]


def own_entered_figures(user: User) -> QuerySet[OtherPlatformFigures]:
    """Return what the user's department entered of other platforms; all of it for the office."""
    require(user, Permission.REPORT_VIEW)
    rows = OtherPlatformFigures.objects.select_related("department", "region")
    if user.may(Permission.TARGET_EDIT):
        return rows.filter(region__prefix__startswith=user.region.prefix)
    return rows.filter(department=user.department_id) if user.department_id else rows.none()
