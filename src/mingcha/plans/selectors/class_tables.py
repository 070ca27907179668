"""Which class tables there are, and which a plan line may take over."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.foundation.errors import NotFound
from mingcha.orgs.models import Department, Region
from mingcha.plans.models import ClassTable
from mingcha.registers.selectors.risk_classes import scheme_in_force


def visible_class_tables(user: User) -> QuerySet[ClassTable]:
    """Return the tables of the user's region and those from above, ended ones last."""
    require(user, Permission.PLAN_VIEW)
    rows = ClassTable.objects.filter(_from(user.region)).select_related("region", "scheme")
    return rows.order_by("-ended_on", "-id")


def get_class_table(user: User, pk: int) -> ClassTable:
    """Return one of them; raises NotFound."""
    found = visible_class_tables(user).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def tables_for(department: Department) -> QuerySet[ClassTable]:
    """Return what a plan of the department may take over: of the scheme by which it draws."""
    scheme = scheme_in_force(department.region, department)
    rows = ClassTable.objects.filter(_from(department.region), scheme=scheme, ended_on=None)
    return rows.select_related("region").order_by("region__prefix", "name")


def _from(region: Region) -> Q:
    prefixes = [region.prefix[:length] for length in range(1, len(region.prefix) + 1)]
    return Q(region__prefix__in=prefixes)
