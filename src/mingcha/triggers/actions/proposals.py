"""Answering what a rule proposes: one click makes a task of it, a reason lets it go (R-104)."""

from __future__ import annotations

from datetime import timedelta

from mingcha.accounts.models import User
from mingcha.accounts.steps import reason_given
from mingcha.audit.record import record
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError
from mingcha.plans.models.annual_plan import DrawKind
from mingcha.plans.ratios import ALL
from mingcha.registers.selectors.risk_classes import scheme_in_force
from mingcha.tasks.actions.creating import Particulars, create_task_off_plan
from mingcha.tasks.models import Task
from mingcha.tasks.models.task import TaskSource
from mingcha.triggers.events import TriggerProposed
from mingcha.triggers.models import TriggerProposal, TriggerRule
from mingcha.triggers.models.trigger_proposal import ProposalState
from mingcha.triggers.policies import require_answerer, tells_of_classes
from mingcha.triggers.wording import when_told

_LONGEST_REASON = Task._meta.get_field("reason").max_length or 0  # noqa: SLF001 - Django's documented way to a field


@action
def accept_proposal(*, by: User, proposal: TriggerProposal) -> Task:
    """Begin a task of source ``trigger`` for the objects that were found, and nobody else.

    It goes the way of every task: scheme, co-signature, approval by another person, draw.
    """
    proposal = _waiting(by, proposal)
    rule = proposal.rule
    today = clock.today()
    particulars: Particulars = {
        "title": _title(proposal),
        "object_filter": {"trigger_proposals": [str(proposal.pk)]},
        "ratios": _ratios(proposal),
        "period_from": today,
        "period_to": today + timedelta(days=rule.task_days),
        "mode": rule.mode,
        "draw_kind": DrawKind.TARGETED,
    }
    task = create_task_off_plan(
        by=by,
        source=TaskSource.TRIGGER,
        reason=_reason(rule)[:_LONGEST_REASON],
        particulars=particulars,
        items=rule.items.all(),
    )
    proposal.task = task
    _decide(proposal, ProposalState.ACCEPTED, by)
    _record(proposal, "accept_trigger", by)
    return task


@action
def decline_proposal(*, by: User, proposal: TriggerProposal, reason: str) -> None:
    """Check nobody, with the reason; the objects do not trigger the rule again within its window."""
    proposal = _waiting(by, proposal)
    if fault := reason_given(reason):
        raise DomainError("reason_missing", fault, "reason")
    proposal.reason = reason
    _decide(proposal, ProposalState.DECLINED, by)
    _record(proposal, "decline_trigger", by)


def _title(proposal: TriggerProposal) -> str:
    """Return a title that may be public: a rule that tells of classes goes by no name (G-10)."""
    is_telling = tells_of_classes(proposal.rule)
    name = TaskSource.TRIGGER.label if is_telling else proposal.rule.title
    return f"{name}（{proposal.made_on:%Y-%m-%d}触发）"


def _reason(rule: TriggerRule) -> str:
    """Return why there is a task; everybody who sees the task reads it (G-10)."""
    if tells_of_classes(rule):
        return f"按触发规则（{rule.basis}）"
    return f"按触发规则《{rule.title}》（{rule.basis}）：{when_told(rule)}"


def _ratios(proposal: TriggerProposal) -> dict[str, str]:
    """Return the rule's ratio; for each class alike where the frame itself would tell classes.

    A draw by class is confidential (protocol section 9): its list gives no class away.
    """
    rule = proposal.rule
    scheme = scheme_in_force(rule.department.region, rule.department)
    if not tells_of_classes(rule):
        return {ALL: rule.ratio}
    if scheme is None:
        told = "参数选定的风险分类方案没有建立或者已经停用，不能按分类发起任务"
        raise DomainError("no_risk_scheme", told)
    return dict.fromkeys(scheme.levels, rule.ratio)


def _waiting(by: User, proposal: TriggerProposal) -> TriggerProposal:
    proposal = locked(proposal)
    require_answerer(by, proposal)
    if proposal.state != ProposalState.OPEN:
        told = f"这条提示{proposal.get_state_display()}，请刷新页面查看"
        raise DomainError("proposal_answered", told)
    return proposal


def _decide(proposal: TriggerProposal, state: ProposalState, by: User) -> None:
    proposal.state = state
    proposal.decided_by, proposal.decided_at = by.username, clock.now()
    proposal.save()


def _record(proposal: TriggerProposal, verb: str, by: User) -> None:
    event = TriggerProposed(
        subject=proposal.rule.title,
        action=verb,
        department=proposal.rule.department.name,
        objects=proposal.objects_found,
        task=proposal.task.number if proposal.task else "",
        reason=proposal.reason,
    )
    record(event, by=by)
