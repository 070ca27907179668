"""Which caps hold, and where."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.foundation.errors import NotFound
from mingcha.orgs.models import Region
from mingcha.plans.models import FrequencyCap


def caps_in_force(region: Region, on: date) -> QuerySet[FrequencyCap]:
    """Return the caps that hold for tasks of a region on a day: its own and those from above."""
    still = Q(ended_on=None) | Q(ended_on__gt=on)
    rows = FrequencyCap.objects.filter(still, _from(region), since__lte=on)
    return rows.select_related("region", "department", "item")


def visible_caps(user: User) -> QuerySet[FrequencyCap]:
    """Return the caps that hold or held where the user is, ended ones last."""
    require(user, Permission.PLAN_VIEW)
    rows = FrequencyCap.objects.filter(_from(user.region))
    return rows.select_related("region", "department", "item").order_by("-ended_on", "-id")


def get_cap(user: User, pk: int) -> FrequencyCap:
    """Return one of them; raises NotFound."""
    found = visible_caps(user).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def _from(region: Region) -> Q:
    prefixes = [region.prefix[:length] for length in range(1, len(region.prefix) + 1)]
    return Q(region__prefix__in=prefixes)
