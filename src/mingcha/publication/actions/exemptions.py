"""Asking and deciding that something is not published, by law (R-081)."""

from __future__ import annotations

from collections.abc import Sequence

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require_other_person
from mingcha.audit.record import record
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError
from mingcha.publication.events import ExemptionStepped
from mingcha.publication.models import Exemption
from mingcha.publication.models.exemption import Masked
from mingcha.publication.policies import require_own_result
from mingcha.tasks.models import ObjectTask

_OVER = frozenset({"published", "corrected", "terminated", "not_mine"})


@action
def request_exemption(
    *, by: User, object_task: ObjectTask, masked: Sequence[str], basis: str
) -> Exemption:
    """Ask that parts of a result, or the whole, are not published; before it is published."""
    require_own_result(by, Permission.RESULT_PUBLISH, object_task)
    object_task = locked(object_task)
    if object_task.state in _OVER:
        raise DomainError("published", "已公示或已终止的检查结果不能再申请不予公开")
    unknown = set(masked) - set(Masked.values)
    if unknown or not masked:
        raise DomainError("masked", "请选择不公开的内容", "masked")
    if not basis.strip():
        raise DomainError("basis", "请写明法律依据（国家秘密、商业秘密或个人隐私）", "basis")
    if Exemption.objects.filter(object_task=object_task).exists():
        raise DomainError("requested", "这条结果已有不予公开的申请")
    exemption = Exemption.objects.create(
        object_task=object_task,
        masked=sorted(masked),
        basis=basis.strip(),
        requested_by=by.username,
    )
    _record(exemption, "request", by)
    return exemption


@action
def approve_exemption(*, by: User, exemption: Exemption) -> None:
    """Approve what somebody else asked for."""
    exemption = _undecided(by, exemption)
    exemption.approved_by, exemption.approved_at = by.username, clock.now()
    exemption.save()
    _record(exemption, "approve", by)


@action
def refuse_exemption(*, by: User, exemption: Exemption, reason: str) -> None:
    """Refuse it, with the reason: the result is published like any other."""
    exemption = _undecided(by, exemption)
    if not reason.strip():
        raise DomainError("reason_missing", "请写明理由", "reason")
    _record(exemption, "refuse", by, reason.strip())
    exemption.delete()


def _undecided(by: User, exemption: Exemption) -> Exemption:
    require_own_result(by, Permission.TASK_APPROVE, exemption.object_task)
    exemption = locked(exemption)
    require_other_person(by, exemption.requested_by, "不予公开的申请")
    if not exemption.is_pending:
        raise DomainError("decided", "这项申请已经批准")
    return exemption


def _record(exemption: Exemption, verb: str, by: User, reason: str = "") -> None:
    event = ExemptionStepped(
        subject=exemption.object_task.task.number,
        action=verb,
        masked=exemption.masked,
        basis=exemption.basis,
        reason=reason,
    )
    record(event, by=by)
