"""Merging two departments' lines into one joint line: proposed by one, decided by the other (R-039)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.steps import reason_given
from mingcha.audit.record import record
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.orgs.models import Department
from mingcha.plans.events import MergeDecided
from mingcha.plans.frequencies import take_more_frequent
from mingcha.plans.models import MergeProposal, PlanLine
from mingcha.plans.models.annual_plan import JointScope
from mingcha.plans.models.merge_proposal import MergeState
from mingcha.plans.policies import IN_WORK
from mingcha.plans.ratio_limits import over_limit

_STALE = "其中一条任务已经不在计划里，请到规划台重新计算"


@dataclass(frozen=True, slots=True)
class JointDraw:
    """How the joint line draws, and the visits a year without and with it."""

    ratios: Mapping[str, str]
    apart: int
    together: int
    labels: Sequence[str] = ()


@action
def propose_merge(
    *, by: User, lead: PlanLine, joining: PlanLine, joint: JointDraw
) -> MergeProposal:
    """Propose that ``lead`` draws for both; one of the two lines is the actor's department's."""
    parties = [_department(lead), _department(joining)]
    require(by, Permission.PLAN_EDIT)
    if by.department not in parties or parties[0] == parties[1]:
        raise NotFound
    lead, joining = _held_in_work(lead, joining)
    if fault := _fault(lead, joint.ratios, joint.labels):
        raise DomainError("ratio_over_limit", fault)
    open_ones = MergeProposal.objects.filter(state=MergeState.PROPOSED)
    if open_ones.filter(lead_line=lead, joining_line=joining).exists():
        raise DomainError("merge_proposed", "这两条任务的合并建议已经提出，请等对方答复")
    proposal = MergeProposal.objects.create(
        lead_line=lead,
        joining_line=joining,
        lead_department=parties[0],
        joining_department=parties[1],
        proposing_department=by.department,
        year=lead.version.plan.year,
        lead_title=lead.name,
        joining_title=joining.name,
        ratios=dict(joint.ratios),
        labels=list(joint.labels),
        apart=joint.apart,
        together=joint.together,
        proposed_by=by.username,
    )
    _record(proposal, "propose_merge", by)
    return proposal


@action
def accept_merge(*, by: User, proposal: MergeProposal) -> None:
    """Merge: the lead's line becomes joint, draws for both, and the joining one leaves its plan.

    The proposal is locked after the versions: who leaves a line out takes it from its proposals.
    """
    proposal = _undecided(MergeProposal.objects.get(pk=proposal.pk))
    _require_other_party(by, proposal)
    if proposal.lead_line is None or proposal.joining_line is None:
        raise DomainError("merge_stale", _STALE)
    lead, joining = _held_in_work(proposal.lead_line, proposal.joining_line)
    proposal = _waiting(proposal)
    if fault := _fault(lead, proposal.ratios, proposal.labels):
        raise DomainError("ratio_over_limit", fault)
    lead.joint_scope = JointScope.CROSS
    lead.ratios, lead.labels = proposal.ratios, proposal.labels
    take_more_frequent(lead, joining)
    lead.period_from = min(lead.period_from, joining.period_from)
    lead.period_to = max(lead.period_to, joining.period_to)
    lead.save()
    lead.cooperating.add(
        proposal.joining_department, *joining.cooperating.exclude(pk=proposal.lead_department_id)
    )
    lead.cooperating_items.add(*joining.items.all())
    joining.delete()
    proposal.joining_line = None
    _decide(proposal, MergeState.ACCEPTED, by)
    _record(proposal, "accept_merge", by)


@action
def decline_merge(*, by: User, proposal: MergeProposal, reason: str) -> None:
    """Leave both lines as they are, with the reason."""
    proposal = _waiting(proposal)
    _require_other_party(by, proposal)
    if fault := reason_given(reason):
        raise DomainError("reason_missing", fault, "reason")
    proposal.reason = reason
    _decide(proposal, MergeState.DECLINED, by)
    _record(proposal, "decline_merge", by, reason)


@action
def withdraw_merge(*, by: User, proposal: MergeProposal) -> None:
    """Take a proposal back before it is decided."""
    proposal = _waiting(proposal)
    require(by, Permission.PLAN_EDIT)
    if by.department_id != proposal.proposing_department_id:
        raise NotFound
    _decide(proposal, MergeState.WITHDRAWN, by)
    _record(proposal, "withdraw_merge", by)


def _department(line: PlanLine) -> Department:
    return line.version.plan.department


def _held_in_work(lead: PlanLine, joining: PlanLine) -> tuple[PlanLine, PlanLine]:
    """Hold both versions, so that neither is handed in meanwhile; in one order, whoever asks.

    Returns the lines as they are then: both may have been edited, or left out, just before.
    """
    pair = sorted((lead, joining), key=lambda line: line.version_id)
    for line in pair:
        if locked(line.version).state not in IN_WORK:
            name = _department(line).short_name
            raise DomainError(
                "not_editable", f"{name}的计划不在编制中：请{name}先撤回，或对已公布的计划发起调整"
            )
    try:
        now = {line.pk: locked(line) for line in pair}
    except PlanLine.DoesNotExist:
        raise DomainError("merge_stale", _STALE) from None
    return now[lead.pk], now[joining.pk]


def _fault(lead: PlanLine, ratios: Mapping[str, str], labels: Sequence[str]) -> str | None:
    items = list(lead.items.all())
    return over_limit(_department(lead), items, lead.object_filter, ratios, labels)


def _waiting(proposal: MergeProposal) -> MergeProposal:
    return _undecided(locked(proposal))


def _undecided(proposal: MergeProposal) -> MergeProposal:
    if proposal.state != MergeState.PROPOSED:
        raise DomainError(
            "merge_decided", f"这条建议{proposal.get_state_display()}，请刷新页面查看"
        )
    return proposal


def _require_other_party(by: User, proposal: MergeProposal) -> None:
    parties = {proposal.lead_department_id, proposal.joining_department_id}
    require(by, Permission.PLAN_EDIT)
    if by.department_id not in parties - {proposal.proposing_department_id}:
        raise NotFound


def _decide(proposal: MergeProposal, state: MergeState, by: User) -> None:
    proposal.state = state
    proposal.decided_by, proposal.decided_at = by.username, clock.now()
    proposal.save()


def _record(proposal: MergeProposal, verb: str, by: User, reason: str = "") -> None:
    record(
        MergeDecided(
            subject=str(proposal),
            action=verb,
            apart=proposal.apart,
            together=proposal.together,
            reason=reason,
        ),
        by=by,
    )
