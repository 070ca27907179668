"""What the follow-up hears from the stations below."""

from __future__ import annotations

from typing import Any

from mingcha.accounts.models import User
from mingcha.followup.actions.corrections import NO_PROBLEM_LEFT, lapse, reopen
from mingcha.followup.actions.follow_ups import open_for_record
from mingcha.followup.models import FollowUp
from mingcha.foundation.announcing import listen
from mingcha.inspections.choices import PROBLEM_RESULTS
from mingcha.inspections.models import InspectionRecord
from mingcha.publication.actions.results import (
    outcome_beside_result,
    publish_follow_up,
    published_outcome,
)
from mingcha.tasks.models import ObjectTask


def start_listening() -> None:
    """Listen for records approved or corrected, for results, and for what was closed here."""
    listen("record.approved", _record_approved)
    listen("record.corrected", _record_corrected)
    listen("result.published", _result_published)
    listen("follow_up.closed", _follow_up_closed)


def _record_approved(record: InspectionRecord, by: User) -> None:
    open_for_record(by=by, inspected=record)


def _record_corrected(record: InspectionRecord, by: User) -> None:
    """Open or end the follow-up, as the corrected result asks for one or not."""
    follow_up = open_for_record(by=by, inspected=record)
    if follow_up is None:
        lapse(by=by, corrected=record)
    else:
        reopen(by=by, follow_up=follow_up)


def _result_published(object_task: ObjectTask, by: User) -> None:
    """Let a follow-up that was over before its result was public stand beside it (R-085).

    One that is public already says so where the result was corrected and there is no problem.
    """
    closed = FollowUp.objects.filter(object_task=object_task, closed_at__isnull=False).first()
    if closed is None:
        return
    told = _ending(closed)
    if object_task.record.result not in PROBLEM_RESULTS:
        if published_outcome(object_task) is None:
            return
        told["outcome"] = NO_PROBLEM_LEFT
    outcome_beside_result(by=by, **told)


def _follow_up_closed(follow_up: FollowUp, by: User) -> None:
    """Publish the outcome beside its result (R-085)."""
    publish_follow_up(by=by, **_ending(follow_up))


def _ending(follow_up: FollowUp) -> dict[str, Any]:
    if follow_up.closed_at is None:
        raise TypeError("a follow-up that is closed knows when")
    return {
        "object_task": follow_up.object_task,
        "measure": follow_up.get_measure_display(),
        "outcome": follow_up.outcome,
        "closed_at": follow_up.closed_at,
    }
