"""Officers from the neighbouring region's department come with its consent (R-060; ADR 0017)."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.steps import reason_given
from mingcha.audit.record import record
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.orgs.models import Department
from mingcha.tasks.events import HelpChanged
from mingcha.tasks.models import NeighbourHelp, SubTask
from mingcha.tasks.models.neighbour_help import HelpState
from mingcha.tasks.policies import require_own_part
from mingcha.tasks.selectors.neighbours import BEFORE_FREEZE, could_help, may_ask

_LONGEST = 200


@action
def ask_help(*, by: User, part: SubTask, department: Department, note: str) -> NeighbourHelp:
    """Ask a neighbour for officers, with what for; the own department's part alone.

    Raises DomainError after the freeze, where nobody helps out in the way of matching, and for a
    department that is no neighbour of the same line or was asked already.
    """
    task = locked(part.task)
    part = locked(part)
    require_own_part(by, Permission.TASK_EDIT, part)
    if task.state not in BEFORE_FREEZE:
        raise DomainError("frozen", "名录已经冻结，不能再请求支援；请用直接委派或替换补足")
    if not may_ask(part):
        raise DomainError(
            "matching",
            "方案的人员匹配方式不由邻近辖区补足，请先在方案里改为由邻近辖区人员或其他组补足",
        )
    told = note.strip()
    if not told or len(told) > _LONGEST:
        raise DomainError(
            "note", f"请写明需要多少人、去哪里、什么时候，不超过 {_LONGEST} 字", "note"
        )
    if not could_help(part).filter(pk=department.pk).exists():
        raise DomainError(
            "no_neighbour", "只能向相邻地区同一业务条线、还没有请求过的部门请求支援", "department"
        )
    row = NeighbourHelp.objects.create(
        part=part, department=department, note=told, asked_by=by.username
    )
    _record(row, "ask_help", by)
    return row


@action
def agree_help(*, by: User, request: NeighbourHelp) -> None:
    """Consent: the own officers may be matched to the part, and have their rights on it."""
    row = _to_answer(by, request)
    _decide(row, HelpState.AGREED, "agree_help", by)


@action
def refuse_help(*, by: User, request: NeighbourHelp, reason: str) -> None:
    """Refuse, with the reason."""
    row = _to_answer(by, request)
    if reason_given(reason) or len(reason.strip()) > _LONGEST:
        raise DomainError("reason", f"请写明不能支援的理由，不超过 {_LONGEST} 字", "reason")
    _decide(row, HelpState.REFUSED, "refuse_help", by, reason.strip())


@action
def withdraw_help(*, by: User, request: NeighbourHelp) -> None:
    """Do without: what was asked, or agreed, before the freeze; either side's agreement ends so."""
    row = _open(request, HelpState.ASKED, HelpState.AGREED)
    if by.department_id == row.department_id and row.state == HelpState.AGREED:
        require(by, Permission.TASK_COSIGN)
    else:
        require_own_part(by, Permission.TASK_EDIT, row.part)
    _decide(row, HelpState.WITHDRAWN, "withdraw_help", by)


def _to_answer(by: User, request: NeighbourHelp) -> NeighbourHelp:
    if by.department_id != request.department_id:
        raise NotFound
    require(by, Permission.TASK_COSIGN)
    return _open(request, HelpState.ASKED)


def _open(request: NeighbourHelp, *states: HelpState) -> NeighbourHelp:
    """Lock the task before the row: whoever freezes the pool waits, or is waited for."""
    task = locked(request.part.task)
    row = locked(request)
    if row.state not in states:
        raise DomainError("decided", f"这件请求{row.get_state_display()}，请刷新页面查看")
    if task.state not in BEFORE_FREEZE:
        raise DomainError("frozen", "名录已经冻结，支援的安排不能再变动")
    return row


def _decide(row: NeighbourHelp, state: HelpState, verb: str, by: User, reason: str = "") -> None:
    row.state, row.reason = state, reason
    row.decided_by, row.decided_at = by.username, clock.now()
    row.save()
    _record(row, verb, by)


def _record(row: NeighbourHelp, verb: str, by: User) -> None:
    event = HelpChanged(
        subject=row.part.task.number,
        action=verb,
        department=row.department.name,
        reason=row.reason,
    )
    record(event, by=by)
