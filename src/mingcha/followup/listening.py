"""What the follow-up hears from the stations below."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.followup.actions.follow_ups import open_for_record
from mingcha.followup.models import FollowUp
from mingcha.foundation.announcing import listen
from mingcha.inspections.models import InspectionRecord
from mingcha.publication.actions.results import publish_follow_up


def start_listening() -> None:
    """Listen for approved records, and for what this station itself has closed."""
    listen("record.approved", _record_approved)
    listen("follow_up.closed", _follow_up_closed)


def _record_approved(record: InspectionRecord, by: User) -> None:
    open_for_record(by=by, inspected=record)


def _follow_up_closed(follow_up: FollowUp, by: User) -> None:
    """Publish the outcome beside its result (R-085)."""
    if follow_up.closed_at is None:
        raise TypeError("a follow-up that is closed knows when")
    publish_follow_up(
        by=by,
        object_task=follow_up.object_task,
        measure=follow_up.get_measure_display(),
        outcome=follow_up.outcome,
        closed_at=follow_up.closed_at,
    )
