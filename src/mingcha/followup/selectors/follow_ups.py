"""Reading the ledger."""

from __future__ import annotations

from django.db.models import F, Q, QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.accounts.scope import within
from mingcha.followup.models import FollowUp
from mingcha.foundation import clock
from mingcha.foundation.errors import Forbidden, NotFound

CLOSED = "closed"
OVER = frozenset({CLOSED, "transferred"})


def visible_follow_ups(user: User) -> QuerySet[FollowUp]:
    """Return the problems of the user's scope, the most urgent first."""
    if not user.may(P.FOLLOWUP_HANDLE, P.FOLLOWUP_RECHECK, P.TARGET_EDIT):
        raise Forbidden
    scope = within(
        user,
        region="object_task__sub_task__department__region",
        department="object_task__sub_task__department",
    )
    return FollowUp.objects.filter(scope).select_related(
        "object_task__object", "object_task__task", "object_task__sub_task__department"
    )


def get_follow_up(user: User, pk: int) -> FollowUp:
    """Return one within the user's scope; raises NotFound."""
    found = visible_follow_ups(user).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def over(follow_ups: QuerySet[FollowUp]) -> QuerySet[FollowUp]:
    """Return those that are over, the last closed first; what was handed over has no such day."""
    found = follow_ups.filter(state__in=OVER)
    return found.order_by(F("closed_at").desc(nulls_last=True), "-due_on")


def overdue(follow_ups: QuerySet[FollowUp]) -> QuerySet[FollowUp]:
    """Return those whose deadline has passed without an end."""
    return follow_ups.filter(~Q(state__in=OVER), due_on__lt=clock.today())
