"""What the correction of a result makes of its follow-up (R-085, R-089)."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.accounts.steps import step_by_itself
from mingcha.audit.record import record
from mingcha.core.workflow.follow_up import FOLLOW_UP
from mingcha.followup.actions.follow_ups import first_deadline
from mingcha.followup.events import FollowUpChanged
from mingcha.followup.models import FollowUp, FollowUpStep
from mingcha.followup.selectors.follow_ups import CLOSED
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.inspections.models import InspectionRecord

NO_PROBLEM_LEFT = "检查结果已更正，没有发现问题"
"""The outcome of a follow-up whose problem was none, as the ledger and the public read it."""
_LAPSE = "lapse"


@action
def lapse(*, by: User, corrected: InspectionRecord) -> FollowUp | None:
    """End the follow-up of a result that is without a problem now; None where none is under way."""
    found = FollowUp.objects.filter(object_task=corrected.object_task).exclude(state=CLOSED).first()
    if found is None:
        return None
    follow_up = locked(found)
    step_by_itself(FOLLOW_UP, follow_up, _LAPSE, no_problem_left=None)
    follow_up.outcome, follow_up.closed_at = NO_PROBLEM_LEFT, clock.now()
    follow_up.closed_by = by.username
    return _kept(follow_up, _LAPSE, NO_PROBLEM_LEFT, by)


@action
def reopen(*, by: User, follow_up: FollowUp) -> FollowUp:
    """Begin anew what had lapsed; a problem that was dealt with stays closed."""
    follow_up = locked(follow_up)
    last = follow_up.steps.last()
    if follow_up.state != CLOSED or last is None or last.action != _LAPSE:
        return follow_up
    step_by_itself(FOLLOW_UP, follow_up, "reopen", problem_after_all=None)
    follow_up.outcome, follow_up.closed_at, follow_up.closed_by = "", None, ""
    follow_up.due_on = first_deadline(follow_up.object_task)
    return _kept(follow_up, "reopen", "检查结果又更正为发现问题", by)


def _kept(follow_up: FollowUp, verb: str, text: str, by: User) -> FollowUp:
    follow_up.save()
    FollowUpStep.objects.create(
        follow_up=follow_up, action=verb, text=text, by=by.username, by_name=by.name
    )
    row = follow_up.object_task
    event = FollowUpChanged(
        subject=f"{row.task.number} {row.object.code}",
        action=verb,
        state=follow_up.state,
        due_on=follow_up.due_on.isoformat(),
    )
    record(event, by=by)
    return follow_up
