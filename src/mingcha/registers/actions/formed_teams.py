"""Forming, changing and dissolving the teams that are sent together (固定检查组, R-060).

Draws that are frozen keep the team as it was: they know its members, not its name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.steps import reason_given
from mingcha.audit.record import record
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.orgs.models import Region
from mingcha.registers.events import FormedTeamChanged
from mingcha.registers.models import FormedTeam, FormedTeamMember, Inspector
from mingcha.registers.models.inspector import InspectorKind
from mingcha.registers.policies import require_own_list

FEWEST_MEMBERS = 2


@dataclass(frozen=True, slots=True)
class TeamFacts:
    """What is said of a team; the leader is one of the members."""

    name: str
    region: Region
    members: tuple[Inspector, ...]
    leader: Inspector
    valid_from: date
    valid_to: date | None = None


@action
def form_team(*, by: User, facts: TeamFacts) -> FormedTeam:
    """Form a team of one's own department. DomainError names the field that does not fit."""
    if by.department is None:
        raise NotFound
    require_own_list(by, Permission.REGISTER_EDIT, by.department)
    team = FormedTeam(department=by.department)
    _write(team, facts)
    _man(team, facts)
    _record(team, "form", by)
    return team


@action
def change_team(*, by: User, team: FormedTeam, facts: TeamFacts) -> FormedTeam:
    """Change name, region, days or members; former members stay on record."""
    team = _own(by, team)
    _write(team, facts)
    _man(team, facts)
    _record(team, "edit", by)
    return team


@action
def dissolve_team(*, by: User, team: FormedTeam, reason: str) -> None:
    """Dissolve a team from today on; its members are free for others."""
    team = _own(by, team)
    missing = reason_given(reason)
    if missing:
        raise DomainError("reason_missing", missing, "reason")
    today = clock.today()
    team.valid_to = max(min(team.valid_to or today, today), team.valid_from)
    team.dissolved_reason = reason.strip()[:200]
    team.save()
    _record(team, "dissolve", by, reason.strip())
    _leave(team, (one.pk for one in team.members.filter(left_on=None)))


def _own(by: User, team: FormedTeam) -> FormedTeam:
    team = locked(team)
    require_own_list(by, Permission.REGISTER_EDIT, team.department)
    if team.is_dissolved:
        raise DomainError("dissolved", "这个检查组已经解散，不能再改；需要的请另行组建", "name")
    return team


def _write(team: FormedTeam, facts: TeamFacts) -> None:
    same = FormedTeam.objects.filter(
        department=team.department, name=facts.name, dissolved_reason=""
    )
    if same.exclude(pk=team.pk).exists():
        raise DomainError("team_exists", f"本部门已有“{facts.name}”，请换一个名称", "name")
    if not facts.region.prefix.startswith(team.department.region.prefix):
        raise DomainError("region", "请选择本部门管辖范围内的区域", "region")
    if facts.valid_to is not None and facts.valid_to < facts.valid_from:
        raise DomainError("days", "有效期的最后一天不能早于组建日期", "valid_to")
    team.name, team.region = facts.name, facts.region
    team.valid_from, team.valid_to = facts.valid_from, facts.valid_to
    team.save()


def _man(team: FormedTeam, facts: TeamFacts) -> None:
    """Let the team have just these members, and keep who was in it before."""
    _require_members(team, facts)
    wanted = {one.pk for one in facts.members}
    sitting = {one.inspector_id: one for one in team.members.filter(left_on=None)}
    _leave(team, (row.pk for pk, row in sitting.items() if pk not in wanted))
    leading = team.members.filter(left_on=None, is_leader=True)
    leading.exclude(inspector=facts.leader).update(is_leader=False)
    FormedTeamMember.objects.bulk_create(
        FormedTeamMember(
            team=team,
            inspector=one,
            is_leader=one == facts.leader,
            joined_on=max(clock.today(), team.valid_from),
        )
        for one in facts.members
        if one.pk not in sitting
    )
    others = team.members.filter(left_on=None, is_leader=False)
    others.filter(inspector=facts.leader).update(is_leader=True)


def _require_members(team: FormedTeam, facts: TeamFacts) -> None:
    members = list(
        Inspector.objects.select_for_update(of=("self",)).filter(
            pk__in=[one.pk for one in facts.members]
        )
    )
    if len(members) < FEWEST_MEMBERS:
        told = f"固定检查组至少要有 {FEWEST_MEMBERS} 名检查人员，请再选"
        raise DomainError("team_too_small", told, "members")
    if any(one.department_id != team.department_id for one in members):
        raise DomainError("of_another", "只能选择本部门的检查人员", "members")
    for one in members:
        if one.kind == InspectorKind.ASSISTANT:
            told = f"{one.name}是执法辅助人员，只能协助，不能编入检查组"
            raise DomainError("assistant", told, "members")
        if "," in one.staff_no:
            told = f"{one.name}的工号带有逗号，请先在人员名录改正工号"
            raise DomainError("staff_no", told, "members")
    taken = FormedTeamMember.objects.filter(inspector__in=members, left_on=None)
    other = taken.exclude(team=team.pk).select_related("team", "inspector").first()
    if other is not None:
        told = f"{other.inspector.name}已在“{other.team.name}”，请先从那一组调出或解散那一组"
        raise DomainError("in_another_team", told, "members")
    if facts.leader.pk not in {one.pk for one in members}:
        raise DomainError("leader", "组长要从本组成员中选", "leader")


def _leave(team: FormedTeam, rows: Iterable[int]) -> None:
    leaving = team.members.filter(pk__in=list(rows))
    leaving.update(left_on=clock.today(), is_leader=False)


def _record(team: FormedTeam, verb: str, by: User, reason: str = "") -> None:
    sitting = team.members.filter(left_on=None).order_by("inspector__staff_no")
    event = FormedTeamChanged(
        subject=f"{team.department.code}/{team.name}",
        action=verb,
        staff=list(sitting.values_list("inspector__staff_no", flat=True)),
        reason=reason,
    )
    record(event, by=by)
