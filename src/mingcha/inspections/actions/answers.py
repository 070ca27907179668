"""Answering the checklist, one point at a time, and judging each item (R-074, D.1)."""

from __future__ import annotations

from collections.abc import Sequence

from mingcha.accounts.models import User
from mingcha.audit.record import record as on_chain
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.inspections.choices import Answer, ItemOutcome
from mingcha.inspections.entries import changed
from mingcha.inspections.events import AnswerSaved, ItemJudged
from mingcha.inspections.models import CheckAnswer, ItemResult
from mingcha.inspections.policies import own_member, require_editable
from mingcha.inspections.proposals import is_closed_by, proposed_outcome
from mingcha.registers.models import CheckPoint
from mingcha.tasks.models import ObjectTask

_LONGEST = 500


@action
def save_answer(
    *, by: User, object_task: ObjectTask, check_point: CheckPoint, answer: str, note: str = ""
) -> ItemResult:
    """Keep the answer to a check point; the item's result follows until somebody judges it.

    Raises DomainError at ``answer`` or ``note``: a problem is described.
    """
    object_task = locked(object_task)
    own_member(by, object_task)
    require_editable(object_task)
    row = _result_of(object_task, check_point.version_id)
    note = note.strip() if answer == Answer.NO else ""
    if answer not in Answer.values:
        raise DomainError("answer_missing", "请选择一个答案", "answer")
    if answer == Answer.NO and not note:
        raise DomainError("note_missing", "请写明哪里不符合", "note")
    before = proposal(row)
    CheckAnswer.objects.update_or_create(
        item_result=row, check_point=check_point, defaults={"answer": answer, "note": note}
    )
    is_judged = row.outcome not in {"", before[0]} or row.note not in {"", before[1]}
    if not is_judged or is_closed_by(row.record.result, row.outcome, row.note):
        row.outcome, row.note = proposal(row)
        row.save(update_fields=["outcome", "note", "updated_at"])
    changed(row.record)
    event = AnswerSaved(
        subject=object_task.task.number,
        object=object_task.object.code,
        item=row.item.item.code,
        point=check_point.order,
        answer=answer,
    )
    on_chain(event, by=by)
    return row


@action
def judge_item(
    *, by: User, object_task: ObjectTask, item_result: ItemResult, outcome: str, note: str = ""
) -> ItemResult:
    """Set an item's result. What differs from the answers, and what was not checked, is explained."""
    object_task = locked(object_task)
    own_member(by, object_task)
    require_editable(object_task)
    row = _result_of(object_task, item_result.item_id)
    note = note.strip()
    if outcome not in ItemOutcome.values:
        raise DomainError("outcome_missing", "请选择这一项的结果", "outcome")
    fault = None if note else _unexplained(outcome, proposal(row)[0])
    if fault:
        raise DomainError("note_missing", fault, "note")
    row.outcome, row.note = outcome, note
    row.save(update_fields=["outcome", "note", "updated_at"])
    changed(row.record)
    event = ItemJudged(
        subject=object_task.task.number,
        object=object_task.object.code,
        item=row.item.item.code,
        outcome=outcome,
    )
    on_chain(event, by=by)
    return row


def proposal(row: ItemResult) -> tuple[str, str]:
    """Return what the answers propose for an item: its result, and what was found."""
    answers = list(row.answers.order_by("check_point__order"))
    points = row.item.check_points.count()
    outcome = proposed_outcome(points, [answer.answer for answer in answers])
    return outcome, _found(answers)


def _found(answers: Sequence[CheckAnswer]) -> str:
    return "；".join(a.note for a in answers if a.answer == Answer.NO)[:_LONGEST]


def _unexplained(outcome: str, proposed: str) -> str | None:
    if outcome == ItemOutcome.PROBLEM:
        return "请写明发现的问题"
    if outcome == ItemOutcome.NOT_CHECKED:
        return "请写明没有检查的原因"
    if proposed and outcome != proposed:
        return "与逐条回答不一致，请说明原因"
    return None


def _result_of(object_task: ObjectTask, version: int) -> ItemResult:
    row = (
        ItemResult.objects.select_related("record__object_task", "item__item")
        .filter(record__object_task=object_task, item=version)
        .first()
    )
    if row is None:
        raise NotFound
    return row
