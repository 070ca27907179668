"""An object asks for an officer's recusal without an account; the officer's head decides (R-062)."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require_other_person
from mingcha.accounts.steps import reason_given
from mingcha.audit.record import record
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError
from mingcha.notices.events import RecusalAsked
from mingcha.notices.models import IssuedNotice, RecusalRequest
from mingcha.notices.models.recusal_request import RequestState
from mingcha.notices.selectors.recusal_requests import named_members
from mingcha.registers.actions.recusals import grant_to_object
from mingcha.registers.policies import require_own_list
from mingcha.tasks.guest import Guest
from mingcha.tasks.models import TeamMember


@action
def ask_for_recusal(
    *, notice: IssuedNotice, member: TeamMember, reason: str, asked_by: str
) -> RecusalRequest:
    """Ask once about an officer whom the notice names; the inspection goes on until it is decided.

    Raises DomainError where it was asked before, or the officer does not come any more.
    """
    found = named_members(notice).filter(pk=member.pk).first()
    if found is None:
        raise DomainError("not_named", "请从通知书列明的检查人员中选择", "member")
    missing = reason_given(reason)
    if missing:
        raise DomainError("reason_missing", "请写明申请回避的理由", "reason")
    made, is_new = RecusalRequest.objects.get_or_create(
        notice=notice,
        inspector=found.inspector,
        defaults={"reason": reason.strip()[:300], "asked_by": asked_by.strip()[:60]},
    )
    if not is_new:
        raise DomainError("asked", "已经申请过这名检查人员回避，请在本页查看办理情况", "member")
    _record(made, "ask_recusal", Guest(f"object:{notice.object.code}"[:40]))
    return made


@action
def decide_request(
    *, by: User, request: RecusalRequest, granted: bool, reason: str
) -> RecusalRequest:
    """Decide as the head of the officer's department; granted, the officer goes there no more."""
    request = locked(request)
    require_own_list(by, Permission.TASK_APPROVE, request.inspector.department)
    if request.inspector.user_id == by.pk:
        require_other_person(by, by.username, "本人的回避")
    if request.state != RequestState.ASKED:
        raise DomainError("decided", "这件申请已经决定")
    missing = reason_given(reason)
    if missing:
        raise DomainError("reason_missing", "请写明决定的理由，检查对象会看到", "reason")
    if granted:
        request.recusal = grant_to_object(
            by=by,
            inspector=request.inspector,
            found=request.notice.object,
            reason=request.reason,
            decision=reason,
        )
    request.state = RequestState.GRANTED if granted else RequestState.REFUSED
    request.decision = reason.strip()[:200]
    request.decided_by, request.decided_at = by.username, clock.now()
    request.save()
    _record(request, "grant_recusal" if granted else "refuse_recusal", by, request.decision)
    return request


def _record(request: RecusalRequest, verb: str, by: User | Guest, reason: str = "") -> None:
    event = RecusalAsked(
        subject=f"{request.notice.task.number} {request.notice.object.code}",
        action=verb,
        staff=[request.inspector.staff_no],
        reason=reason,
    )
    record(event, by=by)
