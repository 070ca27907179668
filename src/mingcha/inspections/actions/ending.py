"""Ending an object task lawfully where nothing is left to inspect (C.3)."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.steps import reason_given, step
from mingcha.audit.record import record as on_chain
from mingcha.core.workflow.object_task import OBJECT_TASK
from mingcha.foundation.actions import action
from mingcha.foundation.errors import DomainError
from mingcha.inspections.choices import ENDINGS, Result
from mingcha.inspections.events import ObjectEnded
from mingcha.inspections.policies import not_in_team, require_own_department
from mingcha.tasks.actions.completing import complete_if_over, held_to_the_end
from mingcha.tasks.models import ObjectTask

_LONGEST = 200


@action
def terminate(
    *, by: User, object_task: ObjectTask, ground: str, reason: str, document: str = ""
) -> ObjectTask:
    """End an object task because the object is deregistered, revoked, cancelled or moved out.

    Lawful where the register says the same, or a ``document`` is named. Listeners hear
    ``object_task.ended``.
    """
    object_task = held_to_the_end(object_task)
    require_own_department(by, object_task, Permission.RESULT_REVIEW)
    if ground not in ENDINGS:
        raise DomainError("ground", "请选择依法终止的情形", "ground")
    proof = object_task.object.status == ground or document.strip()
    step(
        OBJECT_TASK,
        object_task,
        "terminate",
        by=by,
        not_in_team=not_in_team(by, object_task),
        reason_given=reason_given(reason),
        termination_lawful=None if proof else "名录中该对象仍为存续，请写明凭据（文书名称、文号）",
    )
    parts = (Result(ground).label, reason.strip(), document.strip())
    object_task.ended_reason = "；".join(part for part in parts if part)
    if len(object_task.ended_reason) > _LONGEST:
        raise DomainError("reason_long", "理由和凭据合计不能超过190字", "reason")
    object_task.save(update_fields=["state", "ended_reason", "updated_at"])
    event = ObjectEnded(
        subject=object_task.task.number,
        object=object_task.object.code,
        ground=ground,
        reason=object_task.ended_reason,
    )
    on_chain(event, by=by)
    complete_if_over(by=by, task=object_task.task)
    return object_task
