"""The officers' confirmation: each for himself, with the own account or the own password (R-061)."""

from __future__ import annotations

from mingcha.accounts.actions.signing_in import prove_identity
from mingcha.accounts.models import User
from mingcha.accounts.steps import step
from mingcha.core.workflow.object_task import OBJECT_TASK
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.inspections.completeness import result_fault, signed_fault
from mingcha.inspections.deadlines import publish_deadline
from mingcha.inspections.entries import entry_of, told
from mingcha.inspections.marks import require_as_seen
from mingcha.inspections.models import InspectionRecord
from mingcha.inspections.policies import (
    certificate_fault,
    certified,
    least_officers,
    own_member,
)
from mingcha.tasks.models import ObjectTask, TeamMember

_CONFIRMABLE = frozenset({"recorded", "returned"})


@action
def confirm_record(*, by: User, object_task: ObjectTask, opened: str = "") -> InspectionRecord:
    """Confirm the record as it stands; with enough certified officers it is signed.

    ``opened`` is the mark of what the officer read: a record that changed since is read again. The first signing sets the publication's deadline, for good (R-079).
    """
    object_task = locked(object_task)
    me = own_member(by, object_task)
    row = entry_of(object_task)
    if object_task.state not in _CONFIRMABLE:
        raise DomainError("not_confirmable", "写完检查结论之后才能确认")
    fault = certificate_fault(me.inspector, clock.today()) or result_fault(row)
    if fault:
        raise DomainError("not_confirmable", f"暂不能确认：{fault}")
    require_as_seen(row, opened)
    me.confirmed_at = clock.now()
    me.save(update_fields=["confirmed_at"])
    confirmed = object_task.team.exclude(confirmed_at=None).select_related("inspector")
    if len(certified(confirmed, object_task)) >= least_officers(object_task) and not row.signed_at:
        row.signed_at = clock.now()
        row.publish_by = row.publish_by or publish_deadline(row).due
        row.save(update_fields=["signed_at", "publish_by", "updated_at"])
    told(row, object_task, "confirm", by)
    return row


def confirm_with_password(
    *,
    by: User,
    object_task: ObjectTask,
    member: TeamMember,
    password: str,
    address: str,
    opened: str = "",
) -> InspectionRecord:
    """Let a colleague confirm on this person's device by typing the own password.

    Guessing is slowed down as in signing in. The password is proved before the transaction, so
    that a failed attempt stays on record.
    """
    own_member(by, object_task)
    colleague = (
        object_task.team.filter(pk=member.pk, inspector__user__isnull=False)
        .select_related("inspector__user")
        .first()
    )
    if colleague is None or colleague.inspector.user is None:
        raise NotFound
    user = prove_identity(
        username=colleague.inspector.user.username, password=password, address=address
    )
    return confirm_record(by=user, object_task=object_task, opened=opened)


@action
def submit_record(*, by: User, object_task: ObjectTask) -> InspectionRecord:
    """Hand the record in for review. Raises GuardFailed: not signed, or not complete."""
    object_task = locked(object_task)
    own_member(by, object_task)
    row = _entered(object_task)
    step(
        OBJECT_TASK,
        object_task,
        "submit",
        by=by,
        in_team=None,
        record_signed=signed_fault(row),
        result_complete=result_fault(row),
    )
    object_task.save(update_fields=["state", "updated_at"])
    row.submitted_at = clock.now()
    row.save(update_fields=["submitted_at", "updated_at"])
    told(row, object_task, "submit", by)
    return row


@action
def withdraw_record(*, by: User, object_task: ObjectTask) -> InspectionRecord:
    """Take the record back before it is reviewed."""
    object_task = locked(object_task)
    own_member(by, object_task)
    row = _entered(object_task)
    step(OBJECT_TASK, object_task, "withdraw", by=by, in_team=None)
    object_task.save(update_fields=["state", "updated_at"])
    row.submitted_at = None
    row.save(update_fields=["submitted_at", "updated_at"])
    told(row, object_task, "withdraw", by)
    return row


def _entered(object_task: ObjectTask) -> InspectionRecord:
    if not InspectionRecord.objects.filter(object_task=object_task).exists():
        raise DomainError("not_begun", "检查还没有开始")
    return entry_of(object_task)
