"""Going to an object in one visit for two tasks of different departments (合并入户, R-065).

One department proposes it, the other decides; until somebody is at the door either may part the
visits again, with a reason. Draws, lists, teams and results stay each task's own: only the visit
is shared, as the departments of one joint task share theirs.
"""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.steps import reason_given
from mingcha.audit.record import record
from mingcha.core.workflow.object_task import FALLEN_AWAY
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.inspections.events import VisitsJoined
from mingcha.inspections.models import Visit
from mingcha.inspections.policies import require_own_department
from mingcha.inspections.selectors.together import could_go_along
from mingcha.inspections.shared_visits import goes_along, known_visit, last_day, visit_of
from mingcha.tasks.models import ObjectTask, VisitProposal
from mingcha.tasks.models.visit_proposal import ProposalState
from mingcha.tasks.visit_groups import visit_task

_LONGEST = 200


@action
def propose_together(*, by: User, own: ObjectTask, other: ObjectTask) -> VisitProposal:
    """Ask another department to come along; raises NotFound for what cannot go together."""
    require_own_department(by, own, Permission.TASK_ISSUE)
    own = _held(own, other)
    if not could_go_along(own).filter(pk=other.pk).exists():
        raise NotFound
    proposal = VisitProposal.objects.create(asking=own, asked=other, proposed_by=by.username)
    _record(proposal, "propose_together", by)
    return proposal


@action
def accept_together(*, by: User, proposal: VisitProposal) -> Visit:
    """Share the visit from now on; a day that does not suit both tasks is to be agreed anew.

    Raises DomainError where somebody went there meanwhile, or goes with another task already.
    """
    proposal = _standing(proposal, ProposalState.PROPOSED)
    asking, asked = proposal.asking, proposal.asked
    require_own_department(by, asked, Permission.TASK_ISSUE)
    _held(asking, asked)
    _require_before_the_visit(asking, asked)
    if goes_along(asked).exists():
        raise DomainError("shared", "这一户已经与其他任务合并入户，请先解除原来的合并")
    before = known_visit(asked)
    visit = visit_of(asking)
    ObjectTask.objects.filter(task=asked.task, object=asked.object).update(
        visits_with=visit_task(asking), updated_at=clock.now()
    )
    visit.planned_on = visit.planned_on or (before.planned_on if before else None)
    if visit.planned_on and visit.planned_on > last_day(asking):
        visit.planned_on = None
    visit.save(update_fields=["planned_on", "updated_at"])
    if before is not None:
        before.delete()
    _decide(proposal, ProposalState.ACCEPTED, "accept_together", by)
    return visit


@action
def decline_together(*, by: User, proposal: VisitProposal, reason: str) -> None:
    """Go alone, with the reason."""
    proposal = _standing(proposal, ProposalState.PROPOSED)
    require_own_department(by, proposal.asked, Permission.TASK_ISSUE)
    _decide(proposal, ProposalState.DECLINED, "decline_together", by, _given(reason))


@action
def withdraw_together(*, by: User, proposal: VisitProposal) -> None:
    """Take a proposal back before it is decided."""
    proposal = _standing(proposal, ProposalState.PROPOSED)
    require_own_department(by, proposal.asking, Permission.TASK_ISSUE)
    _decide(proposal, ProposalState.WITHDRAWN, "withdraw_together", by)


@action
def undo_together(*, by: User, proposal: VisitProposal, reason: str) -> None:
    """Part the visits again before anybody went, with the reason; both keep the day."""
    proposal = _standing(proposal, ProposalState.ACCEPTED)
    asking, asked = proposal.asking, proposal.asked
    require(by, Permission.TASK_ISSUE)
    if by.department_id not in {asking.sub_task.department_id, asked.sub_task.department_id}:
        raise NotFound
    given = _given(reason)
    _held(asking, asked)
    visit = visit_of(asked)
    if visit.started_at is not None:
        raise DomainError("begun", "检查组已经到场，不能再解除合并入户")
    ObjectTask.objects.filter(task=asked.task, object=asked.object).update(
        visits_with=None, updated_at=clock.now()
    )
    Visit.objects.create(task=asked.task, object=asked.object, planned_on=visit.planned_on)
    _decide(proposal, ProposalState.UNDONE, "undo_together", by, given)


def _held(own: ObjectTask, other: ObjectTask) -> ObjectTask:
    """Lock all rows of both tasks for the object, in one order whoever asks; return the own one."""
    rows = ObjectTask.objects.select_for_update(of=("self",)).filter(
        task__in=(own.task_id, other.task_id), object=own.object_id
    )
    return next(row for row in rows.order_by("pk") if row.pk == own.pk)


def _require_before_the_visit(*rows: ObjectTask) -> None:
    for row in rows:
        row.refresh_from_db()
        visit = known_visit(row)
        if row.state in FALLEN_AWAY or (visit is not None and visit.started_at is not None):
            raise DomainError("begun", "其中一方已经到场或不再检查这一户，不能合并入户")


def _standing(proposal: VisitProposal, wanted: ProposalState) -> VisitProposal:
    proposal = locked(proposal)
    if proposal.state != wanted:
        told = proposal.get_state_display()
        raise DomainError("decided", f"这条合并入户建议{told}，请刷新页面查看")
    return proposal


def _given(reason: str) -> str:
    if fault := reason_given(reason):
        raise DomainError("reason_missing", fault, "reason")
    if len(reason.strip()) > _LONGEST:
        raise DomainError("reason_long", f"理由不能超过{_LONGEST}字", "reason")
    return reason.strip()


def _decide(
    proposal: VisitProposal, state: ProposalState, verb: str, by: User, reason: str = ""
) -> None:
    proposal.state, proposal.reason = state, reason
    proposal.decided_by, proposal.decided_at = by.username, clock.now()
    proposal.save()
    _record(proposal, verb, by, reason)


def _record(proposal: VisitProposal, verb: str, by: User, reason: str = "") -> None:
    event = VisitsJoined(
        subject=proposal.asking.task.number,
        action=verb,
        object=proposal.asking.object.code,
        task=proposal.asked.task.number,
        reason=reason,
    )
    record(event, by=by)
