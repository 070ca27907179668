"""Until when a result must be public (R-079, G-12)."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from mingcha.core.workdays.deadline import Deadline, publication_deadline
from mingcha.foundation import clock
from mingcha.inspections.models import InspectionRecord
from mingcha.inspections.selectors.deadlines import UNPUBLISHED
from mingcha.orgs.parameters import parameter
from mingcha.orgs.workcalendar import work_calendar


def publish_deadline(row: InspectionRecord) -> Deadline:
    """Return the deadline of a record, counted from where the parameter says.

    ``publication.starts_at`` is ``record_signed`` or ``visit_started``. The first signing counts,
    so that a correction wins no time; a record never signed is counted as if it were signed now.
    """
    object_task = row.object_task
    region, department = object_task.task.region, object_task.sub_task.department
    today = clock.today()
    starts_at = parameter("publication.starts_at", region=region, department=department, on=today)
    workdays = parameter("publication.working_days", region=region, department=department, on=today)
    moment = _first_signed(row) or row.signed_at or clock.now()
    if starts_at == "visit_started" and row.visit.started_at:
        moment = row.visit.started_at
    start = timezone.localdate(moment)
    return publication_deadline(
        start, work_calendar(start.year, start.year + 1), int(str(workdays))
    )


def calendar_changed(*, day: date) -> None:
    """Count the deadlines anew that a day lies on the way to, of results that are not public yet.

    Part of the action that enters a holiday or takes it back.
    """
    rows = InspectionRecord.objects.filter(
        object_task__state__in=UNPUBLISHED,
        publish_by__gte=day,
        visit__started_at__date__lte=day,
    )
    for row in rows.select_related("visit", "object_task__task", "object_task__sub_task"):
        row.publish_by = publish_deadline(row).due
        row.save(update_fields=["publish_by", "updated_at"])


def _first_signed(row: InspectionRecord) -> datetime | None:
    """Return when a record was signed first, of which its history tells."""
    signed = InspectionRecord.objects.filter(pk=row.pk, events__signed_at__isnull=False)
    return signed.values_list("events__signed_at", flat=True).order_by("events__pgh_id").first()
