"""Arranging experts and bodies to assist a team (R-023)."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.steps import reason_given
from mingcha.audit.record import record
from mingcha.core.workflow.object_task import BEFORE_RESULTS
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError
from mingcha.registers.models import Expert, ProfessionalBody
from mingcha.registers.selectors.experts import bodies_for, experts_for
from mingcha.tasks.actions.expert_lots import BY_LOT, experts_are_drawn, next_by_lot
from mingcha.tasks.events import AssistantArranged
from mingcha.tasks.models import ObjectTask, TeamAssistant
from mingcha.tasks.policies import require_own_part


@action
def add_assistant(
    *,
    by: User,
    object_task: ObjectTask,
    helper: Expert | ProfessionalBody,
    duty: str,
    reason: str = "",
) -> TeamAssistant:
    """Let an expert or a body assist at an object; who has an interest in it does not.

    An assistant is no member of the team: the officers are counted without them. Where experts
    are drawn, who arranges one beside the lot gives a ``reason``.
    """
    object_task = _own(by, object_task)
    if not duty.strip():
        raise DomainError("duty_missing", "请写明协助什么", "duty")
    is_expert = isinstance(helper, Expert)
    department, thing = object_task.sub_task.department, object_task.object
    if is_expert:
        is_free = experts_for(department, thing).filter(pk=helper.pk).exists()
    else:
        is_free = bodies_for(department, thing).filter(pk=helper.pk).exists()
    if not is_free:
        told = f"{helper.name}不在本部门库中，或与这个对象有利害关系，不能协助"
        raise DomainError("barred", told, "helper")
    mine = {"expert": helper} if is_expert else {"body": helper}
    if object_task.assistants.filter(removed_reason="", **mine).exists():
        raise DomainError("twice", f"{helper.name}已在协助这一户", "helper")
    reason = reason.strip()
    if is_expert and experts_are_drawn(object_task) and reason_given(reason):
        told = "这次任务的专家随机抽取；另行指定的，请写明理由"
        raise DomainError("reason_missing", told, "reason")
    made = TeamAssistant.objects.create(
        object_task=object_task,
        duty=duty.strip(),
        added_by=by.username,
        added_reason=reason,
        **mine,
    )
    _record(made, "add", by, reason)
    return made


@action
def remove_assistant(*, by: User, assistant: TeamAssistant, reason: str) -> TeamAssistant | None:
    """Call an assistant off; the arrangement stays on record.

    After one who was drawn comes the next in the order of the lot, who is returned.
    """
    _own(by, assistant.object_task)
    assistant = locked(assistant)
    missing = reason_given(reason)
    if missing:
        raise DomainError("reason_missing", missing, "reason")
    if assistant.removed_reason:
        raise DomainError("removed", "这项协助已经取消")
    assistant.removed_reason = reason.strip()
    assistant.save()
    _record(assistant, "remove", by, reason.strip())
    successor = next_by_lot(assistant)
    if successor is not None:
        _record(successor, "add", by, BY_LOT)
    return successor


def _own(by: User, object_task: ObjectTask) -> ObjectTask:
    object_task = locked(object_task)
    require_own_part(by, Permission.TASK_ISSUE, object_task.sub_task)
    if object_task.state not in BEFORE_RESULTS:
        raise DomainError("not_open", "检查结果已经提交，不能再调整协助人员")
    return object_task


def _record(row: TeamAssistant, verb: str, by: User, reason: str = "") -> None:
    event = AssistantArranged(
        subject=row.object_task.task.number,
        object=row.object_task.object.code,
        kind="expert" if row.expert_id else "body",
        action=verb,
        reason=reason,
    )
    record(event, by=by)
