"""Reading the formed teams (固定检查组, R-060)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.scope import within
from mingcha.foundation.errors import NotFound
from mingcha.registers.models import FormedTeam, FormedTeamMember
from mingcha.registers.selectors.fitness import unfit_reason


def visible_formed_teams(user: User) -> QuerySet[FormedTeam]:
    """Return the teams within the user's scope with their members, dissolved ones last."""
    require(user, Permission.REGISTER_VIEW)
    scope = within(user, region="department__region", department="department")
    rows = _with_members(FormedTeam.objects.filter(scope))
    return rows.order_by("dissolved_reason", "department_id", "name")


def get_formed_team(user: User, pk: int) -> FormedTeam:
    """Return one within the user's scope; raises NotFound."""
    found = visible_formed_teams(user).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def teams_standing(departments: Iterable[int], start: date, end: date) -> QuerySet[FormedTeam]:
    """Return the departments' teams that stand from ``start`` to ``end``, with their members."""
    lasting = Q(valid_to=None) | Q(valid_to__gte=end)
    rows = FormedTeam.objects.filter(
        lasting, department__in=departments, valid_from__lte=start, dissolved_reason=""
    )
    return _with_members(rows).order_by("pk")


def sitting(team: FormedTeam) -> list[FormedTeamMember]:
    """Return the members now, the leader first; of one that was read with its members."""
    now = [one for one in team.members.all() if one.left_on is None]
    return sorted(now, key=lambda one: (not one.is_leader, one.pk))


def why_not_sent(team: FormedTeam, on: date) -> list[str]:
    """Return why a team would not be drawn on a day: one member who may not go holds it back."""
    faults = [unfit_reason(one.inspector, on) for one in sitting(team)]
    told = [fault for fault in faults if fault]
    if on < team.valid_from:
        told.append(f"{team.valid_from:%Y-%m-%d}才组建")
    if team.valid_to is not None and on > team.valid_to:
        told.append(f"有效期已于{team.valid_to:%Y-%m-%d}届满")
    return told


def _with_members(rows: QuerySet[FormedTeam]) -> QuerySet[FormedTeam]:
    people = FormedTeamMember.objects.select_related("inspector__unit")
    return rows.select_related("department", "region").prefetch_related(
        Prefetch("members", queryset=people)
    )
