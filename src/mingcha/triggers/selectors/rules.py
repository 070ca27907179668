"""Reading the catalogue of trigger rules."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.scope import within
from mingcha.foundation import clock
from mingcha.foundation.errors import NotFound
from mingcha.triggers.models import TriggerRule
from mingcha.triggers.models.trigger_proposal import ProposalState


def visible_trigger_rules(user: User) -> QuerySet[TriggerRule]:
    """Return the rules of the user's scope with how many proposals are open; stopped ones last."""
    require(user, Permission.TASK_VIEW)
    scope = within(user, region="department__region", department="department")
    rows = TriggerRule.objects.filter(scope).select_related("department", "region")
    still_open = Count("proposals", filter=Q(proposals__state=ProposalState.OPEN))
    return rows.annotate(open_proposals=still_open).order_by("-stopped_on", "-id")


def get_trigger_rule(user: User, pk: int) -> TriggerRule:
    """Return one of them; raises NotFound."""
    found = visible_trigger_rules(user).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def rules_in_force() -> QuerySet[TriggerRule]:
    """Return the rules of all departments that watch today."""
    today = clock.today()
    still = Q(until=None) | Q(until__gte=today)
    rows = TriggerRule.objects.filter(still, since__lte=today, stopped_on=None)
    return rows.select_related("department__region").order_by("pk")
