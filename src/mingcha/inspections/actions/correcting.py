"""Correcting a result that is public: what was wrong is written anew, the earlier version stays."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.steps import reason_given, step
from mingcha.audit.record import record as on_chain
from mingcha.core.workflow.object_task import OBJECT_TASK
from mingcha.foundation.actions import action, locked
from mingcha.foundation.announcing import announce
from mingcha.foundation.errors import DomainError
from mingcha.inspections.actions.records import check_conclusion
from mingcha.inspections.choices import ItemOutcome
from mingcha.inspections.entries import entry_of
from mingcha.inspections.events import ResultCorrected
from mingcha.inspections.models import InspectionRecord
from mingcha.inspections.policies import not_in_team, require_own_department
from mingcha.tasks.models import ObjectTask


@action
def correct_result(
    *,
    by: User,
    object_task: ObjectTask,
    result: str,
    findings: str,
    reason: str,
    outcomes: Mapping[int, str] = MappingProxyType({}),
) -> InspectionRecord:
    """Write a published result's conclusion anew; it waits for its publication as a correction.

    ``outcomes`` gives the outcome of items by their results' ids; what is judged otherwise than on
    the day keeps the reason as its note. The reviewer does so, never somebody of the team (R-083). The officers' confirmation stays that
    of the day: what they signed is in the record's history, and the reason on the audit chain.
    Raises DomainError at ``result`` or ``findings`` where the conclusion does not fit the items.
    """
    object_task = locked(object_task)
    require_own_department(by, object_task, Permission.RESULT_REVIEW)
    row = locked(entry_of(object_task))
    step(
        OBJECT_TASK,
        object_task,
        "correct",
        by=by,
        not_in_team=not_in_team(by, object_task),
        reason_given=reason_given(reason),
    )
    _judge(row, outcomes, reason.strip())
    row.result, row.findings = result, findings.strip()
    check_conclusion(row)
    row.save(update_fields=["result", "findings", "updated_at"])
    object_task.save(update_fields=["state", "updated_at"])
    event = ResultCorrected(
        subject=object_task.task.number,
        object=object_task.object.code,
        result=row.result,
        reason=reason.strip(),
    )
    on_chain(event, by=by)
    announce("record.corrected", record=row, by=by)
    return row


def _judge(row: InspectionRecord, outcomes: Mapping[int, str], reason: str) -> None:
    for item in row.item_results.all():
        outcome = outcomes.get(item.pk, item.outcome)
        if outcome not in ItemOutcome.values:
            raise DomainError("outcome_missing", "请选择这一项的结果")
        if outcome != item.outcome:
            item.outcome, item.note = outcome, reason
            item.save(update_fields=["outcome", "note", "updated_at"])
