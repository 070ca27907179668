"""Until when a result must be public (R-079, G-12)."""

from __future__ import annotations

from django.utils import timezone

from mingcha.core.workdays.deadline import Deadline, publication_deadline
from mingcha.foundation import clock
from mingcha.inspections.models import InspectionRecord
from mingcha.orgs.parameters import parameter
from mingcha.orgs.workcalendar import work_calendar


def publish_deadline(row: InspectionRecord) -> Deadline:
    """Return the deadline of a record, counted from where the parameter says.

    ``publication.starts_at`` is ``record_signed`` or ``visit_started``. An unsigned record is
    counted as if it were signed now.
    """
    object_task = row.object_task
    region, department = object_task.task.region, object_task.sub_task.department
    today = clock.today()
    starts_at = parameter("publication.starts_at", region=region, department=department, on=today)
    workdays = parameter("publication.working_days", region=region, department=department, on=today)
    moment = row.signed_at or clock.now()
    if starts_at == "visit_started" and row.visit.started_at:
        moment = row.visit.started_at
    start = timezone.localdate(moment)
    return publication_deadline(
        start, work_calendar(start.year, start.year + 1), int(str(workdays))
    )
