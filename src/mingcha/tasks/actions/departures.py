"""Leaving a drawn list: asked by one person, decided by the head, and filled by the rules."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require_other_person
from mingcha.accounts.steps import reason_given
from mingcha.audit.record import record
from mingcha.core.workflow.object_task import BEFORE_RESULTS, FALLEN_AWAY, NOT_BEGUN
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.announcing import announce
from mingcha.foundation.errors import DomainError
from mingcha.registers.actions.recusals import decide_recusal
from mingcha.registers.models import Recusal
from mingcha.registers.models.recusal import RecusalState
from mingcha.tasks.actions.direct import is_direct
from mingcha.tasks.actions.replacing import carry_out, evidence_of
from mingcha.tasks.draw_events import Departed
from mingcha.tasks.draw_policies import require_decider, require_own_part
from mingcha.tasks.models import Approval, Departure, Draw, ObjectTask, Task, TeamMember
from mingcha.tasks.models.departure import OBJECT_REASONS, DepartureReason, DepartureState
from mingcha.tasks.seating import lead
from mingcha.tasks.selectors.departures import OPEN_TASKS, leaving_frame
from mingcha.tasks.selectors.teams import last_day
from mingcha.tasks.standing import cause_to_leave_all

_LONGEST = 300
_BEGUN = "检查已经开始，不再抽签补位；确需更换的，由部门负责人依法直接委派"


@action
def ask_object_departure(
    *, by: User, object_task: ObjectTask, reason: str, facts: str
) -> Departure:
    """Ask that a drawn object leave for a listed reason, which also confirms it (section 10).

    ``facts`` names what bears it out; its hash goes on the log.
    """
    object_task = locked(object_task)
    draw = _open_draw(object_task.task)
    require_own_part(by, object_task.sub_task, Permission.TASK_ISSUE)
    if reason not in OBJECT_REASONS:
        raise DomainError("reason", "请选择退出的原因", "reason")
    if not facts.strip():
        raise DomainError("facts", "请写明情况和凭据（文书名称、文号、核查人）", "facts")
    if len(facts.strip()) > _LONGEST:
        raise DomainError("facts", f"情况和凭据不能超过 {_LONGEST} 字", "facts")
    rows = ObjectTask.objects.filter(task=object_task.task, object=object_task.object_id)
    if rows.exclude(state__in=(*BEFORE_RESULTS, *FALLEN_AWAY)).exists():
        raise DomainError("recorded", "这一户已有检查记录，不能替换")
    return _asked(
        by,
        Departure(
            draw=draw,
            frame=leaving_frame(object_task),
            object=object_task.object,
            reason=reason,
            facts=facts.strip(),
        ),
    )


@action
def ask_officer_departure(*, by: User, member: TeamMember) -> Departure:
    """Ask that an officer leave all objects not begun, as the register says they cannot go."""
    row = locked(member.object_task)
    draw = _open_draw(row.task)
    require_own_part(by, row.sub_task, Permission.TASK_ISSUE)
    cause = cause_to_leave_all(member.inspector, row.task, last_day(draw))
    if cause is None:
        raise DomainError(
            "fit",
            f"按名录{member.inspector.name}可以前往，不能替换；"
            "请先在检查人员名录登记请休假、调离或证件变动",
        )
    return _asked(
        by,
        Departure(
            draw=draw,
            frame=row.sub_task.frame,
            inspector=member.inspector,
            reason=cause[0],
            facts=cause[1],
        ),
    )


@action
def decide_departure(*, by: User, departure: Departure, approved: bool, reason: str) -> Departure:
    """Decide as the head; approved, the rules say at once who comes."""
    draw = locked(departure.draw)
    departure = locked(departure)
    departure.draw = draw
    require_decider(by, departure)
    require_other_person(by, departure.asked_by, "退出的审批")
    if departure.state != DepartureState.ASKED:
        raise DomainError("decided", "这件申请已经审批")
    if reason_given(reason):
        raise DomainError("reason_missing", "请写明审批意见", "reason")
    _open_draw(draw.own_task)
    departure.decision = reason.strip()[:200]
    if approved:
        carry_out(departure, by)
        announce("draw.replaced", draw=draw, by=by)
        return departure
    departure.state = DepartureState.REFUSED
    departure.decided_by, departure.decided_by_name = by.username, by.name
    departure.decided_at = clock.now()
    departure.save()
    _record(by, departure, "refuse_departure")
    return departure


@action
def replace_recused(*, by: User, member: TeamMember) -> Departure | None:
    """Let an officer leave an object because of an interest, and the lot place another (R-062).

    A recusal that still waits is decided by this; whoever declared it is the second person. A place
    that was given by decision lies not in the lot: it stays empty until the head decides again,
    and there is no departure.
    """
    draw = locked(_open_draw(member.object_task.task))
    row = locked(member.object_task)
    require_own_part(by, row.sub_task, Permission.TASK_APPROVE)
    recusal = Recusal.objects.filter(
        inspector=member.inspector_id, object=row.object_id, ended_on=None
    ).first()
    if recusal is None:
        raise DomainError("not_recused", "该检查人员与这一户没有回避登记，不能撤换")
    if row.state not in NOT_BEGUN:
        raise DomainError("begun", _BEGUN)
    if recusal.state == RecusalState.PENDING:
        _decide_pending(by, recusal)
    require_other_person(by, recusal.declared_by, "回避的审定")
    if is_direct(draw, row.object.key, member.slot):
        _leave_empty(by, member, row, recusal)
        return None
    departure = Departure(
        draw=draw,
        frame=row.sub_task.frame,
        object=row.object,
        inspector=member.inspector,
        reason=DepartureReason.RECUSAL,
        facts=f"{recusal.get_basis_display()}：{recusal.reason}",
        asked_by=recusal.declared_by,
        asked_by_name=_name(recusal.declared_by),
        decision="同意回避",
    )
    departure.evidence = evidence_of(departure)
    carry_out(departure, by)
    announce("draw.replaced", draw=draw, by=by)
    return departure


def _decide_pending(by: User, recusal: Recusal) -> None:
    """Confirm it here, unless the officer is of another department, whose head decides (R-041)."""
    department = recusal.inspector.department
    if department.pk != by.department_id:
        told = f"请先由{department.name}的负责人审定这条回避，再撤换"
        raise DomainError("recusal_pending", told)
    decide_recusal(by=by, recusal=recusal, confirmed=True, reason="同意回避，按规程补位")


def _leave_empty(by: User, member: TeamMember, row: ObjectTask, recusal: Recusal) -> None:
    """Let somebody go whom no lot had placed, and keep that it was so."""
    note = f"{row.object.code} {member.inspector.staff_no} 回避：{recusal.reason}，席位空缺"
    Approval.objects.create(
        task=row.task,
        step="withdraw_recused",
        is_approved=True,
        note=note[:_LONGEST],
        by=by.username,
        by_name=by.name,
    )
    record(
        Departed(
            subject=row.task.number,
            action="recuse",
            object=row.object.code,
            reason=DepartureReason.RECUSAL,
        ),
        by=by,
    )
    member.delete()
    lead(row)


def _open_draw(task: Task) -> Draw:
    if task.state not in OPEN_TASKS:
        raise DomainError("not_open", "名单比对以后、任务办结以前才能替换")
    return task.draw


def _asked(by: User, departure: Departure) -> Departure:
    same = Departure.objects.filter(
        draw=departure.draw, object=departure.object, inspector=departure.inspector
    )
    if same.filter(state=DepartureState.ASKED).exists():
        raise DomainError("asked", "已经有人提出申请，请等待审批")
    if departure.inspector is None and same.filter(state=DepartureState.APPROVED).exists():
        raise DomainError("left", "这一户已经替换")
    departure.asked_by, departure.asked_by_name = by.username, by.name
    departure.evidence = evidence_of(departure)
    departure.save()
    _record(by, departure, "ask_departure")
    return departure


def _name(username: str) -> str:
    return User.objects.filter(username=username).values_list("name", flat=True).first() or username


def _record(by: User, departure: Departure, what: str) -> None:
    event = Departed(
        subject=departure.draw.own_task.number,
        action=what,
        object=departure.object.code if departure.object else "",
        reason=departure.reason,
    )
    record(event, by=by)
