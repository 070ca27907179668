"""Objections to a frozen pool: taken down, decided by the head, told in the log (section 11).

While one is open nobody commits; where one is upheld the pool is built anew. The log gets those that
were dismissed when the ceremony begins, after the registers and before any commitment: the number,
the outcome, and a digest by which the statement can be shown later. It names nobody.
"""

from __future__ import annotations

from datetime import date

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.steps import not_same, reason_given
from mingcha.audit.record import record
from mingcha.core.draw.canonical import Json, jcs
from mingcha.core.draw.log import EntryType
from mingcha.core.draw.suites import SUITES
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError
from mingcha.tasks import log
from mingcha.tasks.events import ObjectionChanged
from mingcha.tasks.models import Draw, Objection, Task
from mingcha.tasks.models.objection import ObjectionState
from mingcha.tasks.policies import require_lead


@action
def record_objection(
    *, by: User, task: Task, objector: str, raised_on: date, object_code: str, text: str
) -> Objection:
    """Take down what somebody holds against the frozen pool.

    The object need not be known: it may be missing from the list. Raises DomainError where the
    ceremony has begun, and for a day to come or before the freeze (``raised_on``).
    """
    require_lead(by, Permission.TASK_EDIT, task)
    draw = _frozen(task)
    if raised_on > clock.today():
        raise DomainError("day_to_come", "提出日期不能晚于今天", "raised_on")
    if raised_on < clock.day_of(draw.frozen_at):
        raise DomainError("day_before", "提出日期不能早于冻结名录的那一天", "raised_on")
    made = Objection.objects.create(
        draw=draw,
        objector=objector.strip(),
        raised_on=raised_on,
        object_code=object_code.strip().upper(),
        text=text.strip(),
        recorded_by=by.username,
    )
    _record(made, "record_objection", by)
    return made


@action
def dismiss_objection(*, by: User, objection: Objection, decision: str) -> None:
    """Find an objection without ground, and say why; the pool stays as it is."""
    _decide(by, objection, ObjectionState.DISMISSED, "dismiss_objection", decision)


@action
def uphold_objection(*, by: User, objection: Objection, decision: str) -> None:
    """Find an objection well founded: this pool is not drawn from, it is to be built anew."""
    _decide(by, objection, ObjectionState.UPHELD, "uphold_objection", decision)


def objections_decided(draw: Draw) -> str | None:
    """Return None once no objection keeps the ceremony back, else which."""
    states = set(draw.objections.values_list("state", flat=True))
    if ObjectionState.OPEN in states:
        return "还有异议没有处理，请部门负责人在“抽取名录”页处理"
    if ObjectionState.UPHELD in states:
        return "有异议成立，请部门负责人重新组建名录"
    return None


def log_objections(draw: Draw) -> None:
    """Tell the log of the objections that were dismissed; part of the action that begins the ceremony."""
    for number, objection in enumerate(draw.objections.all(), 1):
        body: Json = {
            "objection": number,
            "outcome": objection.state,
            "statement": SUITES[draw.suite].hex(jcs(statement_of(objection))),
        }
        log.append(draw, EntryType.OBJECTION, body)


def statement_of(objection: Objection) -> Json:
    """Return what the digest in the log is of: it can be shown to who doubts the outcome."""
    return {
        "objector": objection.objector,
        "raised_on": objection.raised_on.isoformat(),
        "object": objection.object_code,
        "text": objection.text,
        "decision": objection.decision,
    }


def _decide(
    by: User, objection: Objection, state: ObjectionState, verb: str, decision: str
) -> None:
    task = objection.draw.task
    if task is None:
        raise DomainError("pool_given_up", "这份名录已经重新组建，异议不再处理")
    require_lead(by, Permission.TASK_APPROVE, task)
    _frozen(task)
    objection = locked(objection)
    if objection.state != ObjectionState.OPEN:
        raise DomainError("decided", "这条异议已经处理，请刷新页面查看")
    if fault := not_same(by, objection.recorded_by, "登记人不能处理自己登记的异议"):
        raise DomainError("own", fault)
    if fault := reason_given(decision):
        raise DomainError("reason_missing", fault, "reason")
    objection.state, objection.decision = state, decision.strip()
    objection.decided_by, objection.decided_at = by.username, clock.now()
    objection.save()
    _record(objection, verb, by)


def _frozen(task: Task) -> Draw:
    """Return the task's draw, locked, in which nobody has begun the ceremony."""
    draw = Draw.objects.select_for_update().filter(task=task).first()
    if draw is None:
        raise DomainError("not_frozen", "名录还没有冻结，直接改名录即可，不需要登记异议")
    if draw.state != "frozen":
        raise DomainError(
            "ceremony_begun", "抽取已经开始，名录不能再变；对结果的意见请在名单比对时提出"
        )
    return draw


def _record(objection: Objection, verb: str, by: User) -> None:
    event = ObjectionChanged(
        subject=objection.draw.draw_id,
        action=verb,
        object=objection.object_code,
        reason=objection.decision,
    )
    record(event, by=by)
