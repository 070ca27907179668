"""Reading what rules proposed."""

from __future__ import annotations

from django.db.models import QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.scope import within
from mingcha.foundation.errors import NotFound
from mingcha.triggers.models import TriggerHit, TriggerProposal
from mingcha.triggers.models.trigger_proposal import ProposalState
from mingcha.triggers.policies import sees_hits


def visible_proposals(user: User) -> QuerySet[TriggerProposal]:
    """Return the proposals of the user's scope, the newest first."""
    require(user, Permission.TASK_VIEW)
    scope = within(user, region="rule__department__region", department="rule__department")
    return TriggerProposal.objects.filter(scope).select_related("rule__department", "task")


def get_proposal(user: User, pk: int) -> TriggerProposal:
    """Return one of them; raises NotFound."""
    found = visible_proposals(user).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def open_proposals(user: User) -> QuerySet[TriggerProposal]:
    """Return those of the user's scope that nobody has answered yet."""
    return visible_proposals(user).filter(state=ProposalState.OPEN).order_by("made_on", "pk")


def hits_of(user: User, proposal: TriggerProposal) -> QuerySet[TriggerHit]:
    """Return whom a proposal is about, the highest value first; nobody to who may not see classes."""
    rows = proposal.hits.select_related("object__region").order_by("-value", "object__code")
    return rows if sees_hits(user, proposal.rule) else rows.none()
