"""Recusals: declared by whom they concern or by the register's keeper, decided by the head (R-062)."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require, require_other_person
from mingcha.accounts.steps import reason_given
from mingcha.core.identifiers.text import fold
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.registers.actions.inspector_events import note
from mingcha.registers.models import InspectionObject, Inspector, Recusal
from mingcha.registers.models.recusal import RecusalBasis, RecusalState
from mingcha.registers.policies import require_own_list
from mingcha.registers.selectors.merges import current

BY_OBJECT = "检查对象"
"""Who declared a recusal that an object asked for and the head granted."""
_LONGEST_REASON = 60


@action
def declare_recusal(
    *,
    by: User,
    inspector: Inspector,
    code: str,
    reason: str,
    basis: str = RecusalBasis.OTHER,
) -> Recusal:
    """Note that an inspector must not go to an object; it bars at once."""
    one = locked(inspector)
    require_own_list(by, Permission.REGISTER_EDIT, one.department)
    return _declare(one, by, code, reason, basis)


@action
def declare_own_recusal(*, by: User, code: str, reason: str, basis: str) -> Recusal:
    """Say of oneself that one must not go to an object; it bars at once."""
    require(by, Permission.VISIT_RECORD)
    one = Inspector.objects.select_for_update(of=("self",)).filter(user=by).first()
    if one is None:
        raise NotFound("您的账号还没有与执法人员名录关联，请联系本部门内部牵头机构")
    return _declare(one, by, code, reason, basis)


def _declare(one: Inspector, by: User, code: str, reason: str, basis: str) -> Recusal:
    _require_reason(reason)
    if basis not in RecusalBasis.values:
        raise DomainError("basis", "请选择利害关系", "basis")
    found = InspectionObject.objects.filter(code=fold(code)[0]).first()
    if found is None:
        raise DomainError("no_such_object", "没有这个代码的检查对象，请核对", "code")
    found = current(found)
    recusal, is_new = Recusal.objects.get_or_create(
        inspector=one,
        object=found,
        ended_on=None,
        defaults={"reason": reason[:60], "basis": basis, "declared_by": by.username},
    )
    if not is_new:
        raise DomainError("recusal_exists", "已登记过对这个对象的回避，请核对代码", "code")
    note(one, "recuse", by, [found.code, basis])
    return recusal


@action
def decide_recusal(*, by: User, recusal: Recusal, confirmed: bool, reason: str) -> Recusal:
    """Decide on a declaration as the department's head; a rejected one bars no more."""
    recusal = locked(recusal)
    require_own_list(by, Permission.TASK_APPROVE, recusal.inspector.department)
    require_other_person(by, recusal.declared_by, "回避的审定")
    if recusal.inspector.user_id == by.pk:
        require_other_person(by, by.username, "本人的回避")
    _require_reason(reason)
    if recusal.state != RecusalState.PENDING or recusal.ended_on:
        raise DomainError("decided", "这条回避已经审定或解除")
    recusal.state = RecusalState.CONFIRMED if confirmed else RecusalState.REJECTED
    recusal.decided_by, recusal.decided_at = by.username, clock.now()
    recusal.decision = reason.strip()[:200]
    if not confirmed:
        recusal.ended_on = clock.today()
    recusal.save()
    verb = "confirm_recusal" if confirmed else "reject_recusal"
    note(recusal.inspector, verb, by, [recusal.object.code], reason)
    return recusal


@action
def grant_to_object(
    *, by: User, inspector: Inspector, found: InspectionObject, reason: str, decision: str
) -> Recusal:
    """Grant as the head what an object asked for: the inspector goes there no more.

    One that was declared before is confirmed by it, where it still waits.
    """
    one = locked(inspector)
    require_own_list(by, Permission.TASK_APPROVE, one.department)
    if one.user_id == by.pk:
        require_other_person(by, by.username, "本人的回避")
    recusal, _ = Recusal.objects.get_or_create(
        inspector=one,
        object=current(found),
        ended_on=None,
        defaults={
            "reason": reason[:_LONGEST_REASON],
            "basis": RecusalBasis.OBJECT_REQUEST,
            "declared_by": BY_OBJECT,
        },
    )
    if recusal.state == RecusalState.PENDING:
        require_other_person(by, recusal.declared_by, "回避的审定")
        recusal.state = RecusalState.CONFIRMED
        recusal.decided_by, recusal.decided_at = by.username, clock.now()
        recusal.decision = decision.strip()[:200]
        recusal.save()
        note(one, "confirm_recusal", by, [recusal.object.code], decision)
    return recusal


@action
def end_recusal(*, by: User, recusal: Recusal, reason: str) -> None:
    """End a recusal whose ground is gone; it stays on record."""
    recusal = locked(recusal)
    require_own_list(by, Permission.REGISTER_EDIT, recusal.inspector.department)
    _require_reason(reason)
    if recusal.ended_on:
        raise DomainError("recusal_ended", "这条回避已经解除")
    recusal.ended_on = clock.today()
    recusal.save()
    note(recusal.inspector, "end_recusal", by, [recusal.object.code], reason)


def _require_reason(reason: str) -> None:
    missing = reason_given(reason)
    if missing:
        raise DomainError("reason_missing", missing, "reason")
