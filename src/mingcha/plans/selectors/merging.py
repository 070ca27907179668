"""Reading the proposals to merge lines."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.foundation.errors import NotFound
from mingcha.plans.models import MergeProposal
from mingcha.plans.models.merge_proposal import MergeState


def merge_proposals(user: User, year: int) -> QuerySet[MergeProposal]:
    """Return the proposals of a year to which the user's department is a party, newest first."""
    require(user, Permission.PLAN_VIEW)
    own = Q(lead_department=user.department_id) | Q(joining_department=user.department_id)
    return MergeProposal.objects.filter(own, year=year).select_related(
        "lead_department",
        "joining_department",
        "proposing_department",
        "lead_line__version__plan",
        "joining_line__version__plan",
    )


def to_be_decided(user: User) -> QuerySet[MergeProposal]:
    """Return the proposals that the user's department has to answer."""
    own = Q(lead_department=user.department_id) | Q(joining_department=user.department_id)
    return MergeProposal.objects.filter(own, state=MergeState.PROPOSED).exclude(
        proposing_department=user.department_id
    )


def get_merge_proposal(user: User, pk: int) -> MergeProposal:
    """Return one to which the user's department is a party; raises NotFound."""
    require(user, Permission.PLAN_VIEW)
    own = Q(lead_department=user.department_id) | Q(joining_department=user.department_id)
    found = MergeProposal.objects.filter(own, pk=pk).first()
    if found is None:
        raise NotFound
    return found
