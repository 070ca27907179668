"""Concluding a record: overall result, findings, and what the object said to it (D.1, C.4)."""

from __future__ import annotations

from collections.abc import Collection

from mingcha.accounts.models import User
from mingcha.accounts.steps import step
from mingcha.core.workflow.object_task import OBJECT_TASK
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError
from mingcha.inspections.actions.answers import proposal
from mingcha.inspections.choices import (
    OBJECT_RESULTS,
    PROBLEM_RESULTS,
    Acknowledgement,
    ItemOutcome,
    Result,
)
from mingcha.inspections.completeness import checklist_fault
from mingcha.inspections.entries import changed, entry_of, told
from mingcha.inspections.models import InspectionRecord
from mingcha.inspections.policies import own_member, require_editable
from mingcha.inspections.proposals import is_closed_by, nothing_checked, why_unchecked
from mingcha.registers.models.inspection_item import CheckMethod
from mingcha.tasks.models import ObjectTask

_WITHOUT_PROBLEM = frozenset({Result.NO_PROBLEM, Result.NO_SUCH_ACTIVITY, Result.OTHER})
_DESCRIBED = PROBLEM_RESULTS | (OBJECT_RESULTS - {Result.NO_SUCH_ACTIVITY}) | {Result.OTHER}


@action
def conclude(
    *,
    by: User,
    object_task: ObjectTask,
    result: str,
    methods: Collection[str],
    acknowledgement: str,
    findings: str = "",
    refusal_note: str = "",
    refusal_witness: str = "",
    policy_explained: bool = False,
) -> InspectionRecord:
    """Write the conclusion; the first time it completes the record.

    Where the object as a whole could not be checked (``OBJECT_RESULTS``), open items count as
    not checked for that reason, until another conclusion opens them again. Raises DomainError at its field, GuardFailed for open items.
    """
    object_task = locked(object_task)
    own_member(by, object_task)
    require_editable(object_task)
    row = entry_of(object_task)
    _open_again(row)
    row.result, row.findings, row.methods = result, findings.strip(), sorted(methods)
    row.acknowledgement, row.policy_explained = acknowledgement, policy_explained
    row.refusal_note, row.refusal_witness = refusal_note.strip(), refusal_witness.strip()
    check_conclusion(row)
    changed(row)
    row.save()
    if result in OBJECT_RESULTS:
        row.item_results.filter(outcome="").update(
            outcome=ItemOutcome.NOT_CHECKED, note=why_unchecked(result)
        )
    fault = checklist_fault(row)
    if object_task.state == "visiting":
        step(OBJECT_TASK, object_task, "record", by=by, in_team=None, checklist_complete=fault)
        object_task.save(update_fields=["state", "updated_at"])
    elif fault:
        raise DomainError("checklist_open", fault, "result")
    told(row, object_task, "conclude", by)
    return row


def _open_again(row: InspectionRecord) -> None:
    """Give items that the earlier conclusion closed what their answers propose."""
    for item in row.item_results.all():
        if is_closed_by(row.result, item.outcome, item.note):
            item.outcome, item.note = proposal(item)
            item.save(update_fields=["outcome", "note", "updated_at"])


def check_conclusion(row: InspectionRecord) -> None:
    """Raise DomainError at the first field of a conclusion that is wrong or missing."""
    outcomes = set(row.item_results.values_list("outcome", flat=True))
    fault = _result_fault(row.result, outcomes)
    if fault:
        raise DomainError("result", fault, "result")
    if not row.methods or not set(row.methods) <= set(CheckMethod.values):
        raise DomainError("methods_missing", "请选择检查方式", "methods")
    if row.result in _DESCRIBED and not row.findings:
        raise DomainError("findings_missing", "请写明检查情况", "findings")
    if row.acknowledgement not in Acknowledgement.values:
        raise DomainError("acknowledgement_missing", "请选择当事人是否签字", "acknowledgement")
    if row.acknowledgement != Acknowledgement.SIGNED and not row.refusal_note:
        raise DomainError("refusal_note", "请写明没有签字的情况", "refusal_note")
    if row.acknowledgement == Acknowledgement.REFUSED and not row.refusal_witness:
        raise DomainError("refusal_witness", "拒绝签字须有见证人，请填写姓名", "refusal_witness")


def _result_fault(result: str, outcomes: Collection[str]) -> str | None:
    has_problem = ItemOutcome.PROBLEM in outcomes
    if result not in Result.values:
        return "请选择检查结果"
    if result == Result.NO_PROBLEM and nothing_checked(outcomes):
        return "各事项都没有检查，结果不能是“未发现问题”"
    if has_problem and result in _WITHOUT_PROBLEM:
        return f"有事项发现问题，结果不能是“{Result(result).label}”"
    if result in PROBLEM_RESULTS - OBJECT_RESULTS and not has_problem:
        return "没有事项发现问题，请先在对应事项中写明"
    return None
