"""Judging a record: returning it with a reason, or approving it (R-083)."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.steps import reason_given, step
from mingcha.audit.record import record as on_chain
from mingcha.core.workflow.object_task import OBJECT_TASK
from mingcha.foundation.actions import action, locked
from mingcha.foundation.announcing import announce
from mingcha.foundation.errors import DomainError
from mingcha.inspections.completeness import result_fault
from mingcha.inspections.events import RecordReviewed
from mingcha.inspections.marks import require_as_seen
from mingcha.inspections.models import InspectionRecord, Review
from mingcha.inspections.policies import not_in_team, require_own_department
from mingcha.tasks.actions.completing import held_to_the_end
from mingcha.tasks.models import ObjectTask

_LONGEST = 300


@action
def return_record(*, by: User, record: InspectionRecord, reason: str) -> Review:
    """Send a record back to its team, with the reason."""
    object_task, row = _locked(by, record)
    step(
        OBJECT_TASK,
        object_task,
        "return",
        by=by,
        not_in_team=not_in_team(by, object_task),
        reason_given=reason_given(reason),
    )
    row.submitted_at = None
    row.save(update_fields=["submitted_at", "updated_at"])
    return _reviewed(by, object_task, row, approved=False, reason=reason.strip())


@action
def approve_record(
    *, by: User, record: InspectionRecord, note: str = "", opened: str = ""
) -> Review:
    """Approve a record for publication; listeners hear ``record.approved``.

    ``opened`` is the mark of what the reviewer read: a record that changed since is read again.
    """
    object_task, row = _locked(by, record)
    step(
        OBJECT_TASK,
        object_task,
        "approve",
        by=by,
        not_in_team=not_in_team(by, object_task),
        result_complete=result_fault(row),
    )
    require_as_seen(row, opened)
    review = _reviewed(by, object_task, row, approved=True, reason=note.strip())
    announce("record.approved", record=row, by=by)
    return review


def _locked(by: User, record: InspectionRecord) -> tuple[ObjectTask, InspectionRecord]:
    object_task = held_to_the_end(record.object_task)
    require_own_department(by, object_task, Permission.RESULT_REVIEW)
    return object_task, locked(record)


def _reviewed(
    by: User, object_task: ObjectTask, row: InspectionRecord, *, approved: bool, reason: str
) -> Review:
    object_task.save(update_fields=["state", "updated_at"])
    if len(reason) > _LONGEST:
        raise DomainError("reason_long", "意见不能超过300字", "reason")
    review = Review.objects.create(
        record=row, is_approved=approved, reason=reason, by=by.username, by_name=by.name
    )
    event = RecordReviewed(
        subject=object_task.task.number,
        object=object_task.object.code,
        approved=approved,
        reason=reason,
    )
    on_chain(event, by=by)
    return review
