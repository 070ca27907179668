"""What the follow-up hears from the stations below."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.followup.actions.follow_ups import open_for_record
from mingcha.foundation.announcing import listen
from mingcha.inspections.models import InspectionRecord


def start_listening() -> None:
    """Listen for approved records."""
    listen("record.approved", _record_approved)


def _record_approved(record: InspectionRecord, by: User) -> None:
    open_for_record(by=by, inspected=record)
