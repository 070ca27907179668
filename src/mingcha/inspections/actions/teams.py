"""Replacing an inspector while nothing has been entered (C.3), by the head's recorded decision."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.audit.record import record as on_chain
from mingcha.core.workflow.object_task import BEFORE_RESULTS
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.announcing import announce
from mingcha.foundation.errors import DomainError
from mingcha.inspections.choices import Answer
from mingcha.inspections.events import MemberReplaced
from mingcha.inspections.models import CheckAnswer, ItemResult
from mingcha.inspections.policies import certificate_fault, require_own_department
from mingcha.registers.models import Inspector, Recusal
from mingcha.tasks.actions.direct import hold_draw, log_direct, require_ground
from mingcha.tasks.models import Approval, ObjectTask, TeamMember
from mingcha.tasks.senders import is_sent_by


@action
def replace_member(
    *, by: User, member: TeamMember, inspector: Inspector, basis: str, reason: str
) -> TeamMember:
    """Put another inspector in a member's place by decision, not by lot (直接委派).

    The log of the draw says so with the legal basis, and is published. Raises DomainError: entry
    has begun, no basis or reason, or the other may not go there.
    """
    draw = hold_draw(member.object_task.task)
    object_task = locked(member.object_task)
    require_own_department(by, object_task, Permission.TASK_APPROVE)
    member = locked(member)
    if entry_has_begun(object_task):
        raise DomainError("entry_begun", "已经开始录入结果，不能再更换检查人员")
    require_ground(basis, reason)
    fault = replacement_fault(object_task, inspector)
    if fault:
        raise DomainError("unfit", f"不能更换：{fault}", "inspector")
    out = member.inspector.staff_no
    member.inspector, member.confirmed_at, member.formed_team = inspector, None, None
    member.save(update_fields=["inspector", "confirmed_at", "formed_team"])
    note = f"{object_task.object.code} {out} 换为 {inspector.staff_no}：{reason.strip()}"
    Approval.objects.create(
        task=object_task.task,
        step="replace_member",
        is_approved=True,
        note=note[:300],
        by=by.username,
        by_name=by.name,
    )
    event = MemberReplaced(
        subject=object_task.task.number,
        object=object_task.object.code,
        slot=member.slot,
        basis=basis.strip(),
        reason=reason.strip(),
    )
    on_chain(event, by=by)
    if draw is not None:
        log_direct(draw, member, basis, by)
        announce("draw.replaced", draw=draw, by=by)
    return member


def entry_has_begun(object_task: ObjectTask) -> bool:
    """Tell whether a result was entered, or the visit is over."""
    if object_task.state not in BEFORE_RESULTS:
        return True
    answers = CheckAnswer.objects.filter(
        item_result__record__object_task=object_task, answer__in=Answer.values
    )
    judged = ItemResult.objects.filter(record__object_task=object_task).exclude(outcome="")
    return answers.exists() or judged.exists()


def replacement_fault(object_task: ObjectTask, inspector: Inspector) -> str | None:
    """Return why somebody may not step in: department, certificate, recusal, on a team already."""
    if not is_sent_by(object_task.sub_task, inspector):
        return f"{inspector.name}不是本任务派员部门的人员"
    fault = certificate_fault(inspector, clock.today())
    if fault:
        return fault
    teams = TeamMember.objects.filter(
        object_task__task=object_task.task, object_task__object=object_task.object_id
    )
    if teams.filter(inspector=inspector).exists():
        return f"{inspector.name}已在这一户的检查组"
    if Recusal.objects.filter(
        inspector=inspector, object=object_task.object_id, ended_on=None
    ).exists():
        return f"{inspector.name}与该对象有回避登记"
    return None
