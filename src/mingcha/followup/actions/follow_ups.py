"""What becomes of a found problem, step by step (R-089 to R-096)."""

from __future__ import annotations

from datetime import date, timedelta

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.steps import reason_given, step
from mingcha.audit.record import record
from mingcha.core.workflow.follow_up import FOLLOW_UP
from mingcha.followup.attachment import Attachment
from mingcha.followup.events import FollowUpChanged
from mingcha.followup.models import FollowUp, FollowUpStep
from mingcha.followup.models.follow_up import Measure
from mingcha.followup.policies import not_handler, require_own_problem
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.announcing import announce
from mingcha.foundation.errors import DomainError
from mingcha.inspections.choices import PROBLEM_RESULTS
from mingcha.inspections.models import InspectionRecord
from mingcha.orgs.parameters import parameter
from mingcha.tasks.models import ObjectTask


@action
def open_for_record(*, by: User, inspected: InspectionRecord) -> FollowUp | None:
    """Open a follow-up for an approved record with a problem; None where there is none to open.

    Called when a record is approved; a record approved again after a correction keeps its own.
    """
    if inspected.result not in PROBLEM_RESULTS:
        return None
    row = inspected.object_task
    follow_up, is_new = FollowUp.objects.get_or_create(
        object_task=row, defaults={"due_on": first_deadline(row)}
    )
    if is_new:
        _tell(follow_up, "open", by)
    return follow_up


def first_deadline(object_task: ObjectTask) -> date:
    """Return until when a problem found today is to be put right, unless somebody orders otherwise."""
    region, department = object_task.task.region, object_task.sub_task.department
    days = parameter("rectification.days", region=region, department=department)
    return clock.today() + timedelta(days=int(days))


@action
def order_rectification(
    *, by: User, follow_up: FollowUp, due_on: date, requirement: str
) -> FollowUp:
    """Order the object to put things right until a day."""
    follow_up = locked(follow_up)
    follow_up.measure, follow_up.requirement = Measure.RECTIFY, requirement
    return _step(
        follow_up, "order", by, text=requirement, due_on=due_on, deadline_set=_ahead(due_on)
    )


@action
def extend(*, by: User, follow_up: FollowUp, due_on: date, reason: str) -> FollowUp:
    """Give more time, for a reason."""
    return _step(
        locked(follow_up),
        "extend",
        by,
        text=reason,
        due_on=due_on,
        deadline_set=_ahead(due_on),
        reason_given=reason_given(reason),
    )


@action
def submit_evidence(
    *, by: User, follow_up: FollowUp, text: str, file: Attachment | None
) -> FollowUp:
    """Put in what the object handed in to show that things are right."""
    missing = None if file else "请附上整改材料（照片或 PDF）"
    return _step(
        locked(follow_up), "submit_evidence", by, text=text, file=file, evidence_attached=missing
    )


@action
def start_re_check(*, by: User, follow_up: FollowUp) -> FollowUp:
    """Begin the re-check; by somebody who did not handle the problem."""
    return _step(locked(follow_up), "start_re_check", by, not_handler=not_handler(by, follow_up))


@action
def pass_re_check(*, by: User, follow_up: FollowUp, outcome: str) -> FollowUp:
    """Find things right, and close."""
    return _close(locked(follow_up), "pass", by, outcome, not_handler=not_handler(by, follow_up))


@action
def fail_re_check(*, by: User, follow_up: FollowUp, reason: str, due_on: date) -> FollowUp:
    """Find things not right; the object gets a new deadline, which lies ahead."""
    if told := _ahead(due_on):
        raise DomainError("deadline_over", told, "due_on")
    return _step(
        locked(follow_up),
        "fail",
        by,
        text=reason,
        due_on=due_on,
        not_handler=not_handler(by, follow_up),
        reason_given=reason_given(reason),
    )


@action
def transfer(
    *, by: User, follow_up: FollowUp, measure: str, recipient: str, document_no: str
) -> FollowUp:
    """Hand the problem over to whom it belongs: another department, the courts, a case."""
    follow_up = locked(follow_up)
    follow_up.measure = Measure(measure)
    return _step(
        follow_up,
        "transfer",
        by,
        text=f"{document_no}　{recipient}",
        recipient_named=None if recipient.strip() else "请写明接收单位",
        document_numbered=None if document_no.strip() else "请填写移送文书编号",
    )


@action
def take_back(*, by: User, follow_up: FollowUp, reason: str) -> FollowUp:
    """Handle a problem oneself after all that was handed over."""
    return _step(locked(follow_up), "take_back", by, text=reason, reason_given=reason_given(reason))


@action
def close(*, by: User, follow_up: FollowUp, outcome: str, feedback: str = "") -> FollowUp:
    """Close a problem that needed no rectification, or one handed over once it was answered."""
    answered = None if feedback.strip() else "请写明接收单位的反馈"
    return _close(
        locked(follow_up), "close", by, outcome, text=feedback, feedback_received=answered
    )


def _close(
    follow_up: FollowUp, verb: str, by: User, outcome: str, text: str = "", **guards: str | None
) -> FollowUp:
    follow_up.outcome, follow_up.closed_at = outcome, clock.now()
    follow_up.closed_by = by.username
    told = None if outcome.strip() else "请写明办结情况"
    closed = _step(
        follow_up,
        verb,
        by,
        text=text or outcome,
        file=None,
        due_on=None,
        closing_note_given=told,
        **guards,
    )
    announce("follow_up.closed", follow_up=closed, by=by)
    return closed


_RECHECKING = frozenset({"start_re_check", "pass", "fail"})


def _step(
    follow_up: FollowUp,
    verb: str,
    by: User,
    *,
    text: str = "",
    file: Attachment | None = None,
    due_on: date | None = None,
    **guards: str | None,
) -> FollowUp:
    permission = Permission.FOLLOWUP_RECHECK if verb in _RECHECKING else Permission.FOLLOWUP_HANDLE
    require_own_problem(by, permission, follow_up)
    step(FOLLOW_UP, follow_up, verb, by=by, **guards)
    if due_on:
        follow_up.due_on = due_on
    follow_up.save()
    FollowUpStep.objects.create(
        follow_up=follow_up,
        action=verb,
        text=text[:500],
        file_name=file.file_name if file else "",
        media_type=file.media_type if file else "",
        content=file.content if file else None,
        sha256=file.sha256 if file else "",
        by=by.username,
        by_name=by.name,
    )
    _tell(follow_up, verb, by, file)
    return follow_up


def _ahead(due_on: date) -> str | None:
    return None if due_on > clock.today() else "整改期限应在今天之后"


def _tell(follow_up: FollowUp, verb: str, by: User, file: Attachment | None = None) -> None:
    task = follow_up.object_task.task
    told = FollowUpChanged(
        subject=f"{task.number} {follow_up.object_task.object.code}",
        action=verb,
        state=follow_up.state,
        due_on=follow_up.due_on.isoformat(),
        file_sha256=file.sha256 if file else "",
    )
    record(told, by=by)
