"""Results whose publication is overdue or due soon, for lead and coordination office (R-079)."""

from __future__ import annotations

from django.db.models import QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.scope import within
from mingcha.foundation import clock
from mingcha.inspections.models import InspectionRecord
from mingcha.orgs.parameters import parameter
from mingcha.orgs.workcalendar import work_calendar

UNPUBLISHED = ("visiting", "recorded", "in_review", "returned", "approved")


def unpublished(user: User) -> QuerySet[InspectionRecord]:
    """Return the signed records in scope that are not public yet, by deadline."""
    require(user, Permission.TASK_VIEW)
    scope = within(
        user,
        region="object_task__sub_task__department__region",
        department="object_task__sub_task__department",
    )
    return (
        InspectionRecord.objects.filter(
            scope, publish_by__isnull=False, object_task__state__in=UNPUBLISHED
        )
        .select_related("object_task__object", "object_task__task", "visit")
        .select_related("object_task__sub_task__department")
        .order_by("publish_by", "pk")
    )


def overdue_publications(user: User) -> QuerySet[InspectionRecord]:
    """Return the records whose last day of publication has passed."""
    return unpublished(user).filter(publish_by__lt=clock.today())


def due_soon(user: User) -> QuerySet[InspectionRecord]:
    """Return the records due today or within ``publication.warn_days`` working days."""
    today = clock.today()
    days = int(
        str(parameter("publication.warn_days", region=user.region, department=user.department))
    )
    last = work_calendar(today.year, today.year + 1).add_workdays(today, days)
    return unpublished(user).filter(publish_by__gte=today, publish_by__lte=last)


def years_without_calendar(user: User) -> list[int]:
    """Return the years of open deadlines whose holidays nobody has entered: they may still move."""
    years = sorted({row.publish_by.year for row in unpublished(user) if row.publish_by})
    if not years:
        return []
    calendar = work_calendar(years[0], years[-1])
    return [year for year in years if not calendar.knows(year)]
