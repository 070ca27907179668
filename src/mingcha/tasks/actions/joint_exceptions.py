"""Excepting a task from the joint share: asked by its lead, decided by the office (R-116)."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.steps import not_same, reason_given
from mingcha.audit.record import record
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.plans.models.annual_plan import JointScope
from mingcha.tasks.events import JointExceptionChanged
from mingcha.tasks.models import JointException, Task
from mingcha.tasks.models.joint_exception import LIVE, ExceptionGround, ExceptionState
from mingcha.tasks.policies import require_lead


@action
def ask_joint_exception(*, by: User, task: Task, ground: str, reason: str) -> JointException:
    """Ask that a task of one department counts on neither side of the joint share."""
    task = locked(task)
    require_lead(by, Permission.TASK_EDIT, task)
    if fault := reason_given(reason):
        raise DomainError("reason_missing", fault, "reason")
    if task.joint_scope == JointScope.CROSS:
        raise DomainError("joint", "这项任务就是部门联合抽查，不需要申请例外")
    if task.state == "voided":
        raise DomainError("voided", "任务已经作废，不计入占比，不需要申请例外")
    if task.joint_exceptions.filter(state__in=LIVE).exists():
        raise DomainError("asked", "这项任务已经申请过例外，请在例外清单查看")
    made = JointException.objects.create(
        task=task,
        ground=ExceptionGround(ground),
        reason=reason.strip(),
        asked_by=by.username,
    )
    _record(made, "ask_exception", by, made.reason)
    return made


@action
def withdraw_joint_exception(*, by: User, exception: JointException) -> None:
    """Take the request back, or give up what was approved: the task counts again."""
    exception = locked(exception)
    require_lead(by, Permission.TASK_EDIT, exception.task)
    if exception.state not in LIVE:
        raise DomainError("decided", "这条例外已经不再有效，不需要撤回")
    exception.state = ExceptionState.WITHDRAWN
    exception.save()
    _record(exception, "withdraw_exception", by)


@action
def approve_joint_exception(*, by: User, exception: JointException, note: str = "") -> None:
    """Approve: from now on the task counts on neither side."""
    _decide(by, exception, ExceptionState.APPROVED, "approve_exception", note)


@action
def refuse_joint_exception(*, by: User, exception: JointException, reason: str) -> None:
    """Refuse, with the reason: the task counts as any other."""
    if fault := reason_given(reason):
        raise DomainError("reason_missing", fault, "reason")
    _decide(by, exception, ExceptionState.REFUSED, "refuse_exception", reason)


def _decide(
    by: User, exception: JointException, state: ExceptionState, verb: str, note: str
) -> None:
    exception = locked(exception)
    require(by, Permission.TARGET_EDIT)
    if not exception.task.region.prefix.startswith(by.region.prefix):
        raise NotFound
    if exception.state != ExceptionState.ASKED:
        raise DomainError("decided", "这条申请已经处理，请刷新页面查看")
    if fault := not_same(by, exception.asked_by, "申请人不能审批自己的申请"):
        raise DomainError("own", fault)
    exception.state, exception.decision = state, note.strip()
    exception.decided_by, exception.decided_at = by.username, clock.now()
    exception.save()
    _record(exception, verb, by, note.strip())


def _record(exception: JointException, verb: str, by: User, reason: str = "") -> None:
    event = JointExceptionChanged(
        subject=exception.task.number,
        action=verb,
        ground=str(ExceptionGround(exception.ground).label),
        reason=reason,
    )
    record(event, by=by)
