"""Formed teams are kept with their history: formed, changed, dissolved (R-060)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from certificates import certificates_end
from county import County
from formed_case import formed, team_facts
from issued_case import inspector

from mingcha.audit.models import AuditEvent
from mingcha.foundation import clock
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.registers.actions.formed_teams import change_team, dissolve_team, form_team
from mingcha.registers.models import FormedTeam, FormedTeamMember, Inspector
from mingcha.registers.selectors.formed_teams import (
    get_formed_team,
    sitting,
    teams_standing,
    visible_formed_teams,
    why_not_sent,
)


@pytest.fixture
def people(county: County) -> list[Inspector]:
    return [inspector(county.market, f"M{n:02}", None, f"检查员{n}") for n in range(5)]


def test_a_team_is_formed_of_two_or_more_with_a_leader(county: County, people):
    team = formed(county, people[0], people[1])
    assert [one.inspector for one in sitting(team)] == people[:2]
    assert [one.is_leader for one in sitting(team)] == [True, False]
    told = AuditEvent.objects.get(type="formed_team.changed").body
    assert (told["action"], told["staff"]) == ("form", ["M00", "M01"])


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        (lambda c, p: {"members": p[:1]}, "members"),
        (lambda c, p: {"leader": p[4]}, "leader"),
        (lambda c, p: {"region": c.fire_lead.region.parent}, "region"),
        (lambda c, p: {"valid_to": date(2020, 1, 1)}, "valid_to"),
        (lambda c, p: {"name": "老组"}, "name"),
        (lambda c, p: {"members": (p[0], p[3])}, "members"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(county: County, people, changes, field: str):
    formed(county, people[3], people[4], name="老组")
    facts = team_facts(county, *people[:2], **changes(county, people))
    with pytest.raises(DomainError) as fault:
        form_team(by=county.lead, facts=facts)
    assert fault.value.field == field


def test_assistants_strangers_and_odd_numbers_are_not_put_into_a_team(county: County, people):
    stranger = inspector(county.fire, "F01", None, "田禾")
    Inspector.objects.filter(pk=people[1].pk).update(kind="assistant")
    Inspector.objects.filter(pk=people[2].pk).update(staff_no="M,02")
    for other, words in ((stranger, "本部门"), (people[1], "执法辅助人员"), (people[2], "逗号")):
        with pytest.raises(DomainError, match=words):
            formed(county, people[0], other)


def test_nobody_is_of_two_teams_until_they_leave_the_first(county: County, people):
    first = formed(county, *people[:3])
    with pytest.raises(DomainError, match="已在“M00组”"):
        formed(county, people[3], people[2])
    change_team(by=county.lead, team=first, facts=team_facts(county, *people[:2], name="一组"))
    second = formed(county, people[3], people[2])
    assert {one.inspector for one in sitting(second)} == {people[2], people[3]}
    first = get_formed_team(county.lead, first.pk)
    assert [one.inspector for one in sitting(first)] == people[:2]
    left = FormedTeamMember.objects.get(team=first, inspector=people[2])
    assert left.left_on == clock.today()
    assert left.events.count() >= 2


def test_another_leads_from_now_on(county: County, people):
    team = formed(county, *people[:3])
    facts = team_facts(county, *people[:3], name=team.name, leader=people[2])
    change_team(by=county.lead, team=team, facts=facts)
    assert sitting(team)[0].inspector == people[2]


def test_a_dissolved_team_stays_on_record_and_sets_its_people_free(county: County, people):
    team = formed(county, *people[:2])
    with pytest.raises(DomainError, match="理由"):
        dissolve_team(by=county.lead, team=team, reason=" ")
    dissolve_team(by=county.lead, team=team, reason="机构调整")
    team.refresh_from_db()
    assert team.is_dissolved
    assert sitting(team) == []
    assert not teams_standing([county.market.pk], clock.today(), clock.today())
    with pytest.raises(DomainError, match="已经解散"):
        change_team(by=county.lead, team=team, facts=team_facts(county, *people[:2]))
    assert formed(county, *people[:2], name=team.name)


def test_a_team_is_of_one_department_alone(county: County, people):
    team = formed(county, *people[:2])
    with pytest.raises(NotFound):
        dissolve_team(by=county.fire_lead, team=team, reason="x")
    with pytest.raises(Forbidden):
        dissolve_team(by=county.inspector, team=team, reason="x")
    with pytest.raises(NotFound):
        form_team(by=county.sys_admin, facts=team_facts(county, *people[2:4]))
    assert list(visible_formed_teams(county.lead)) == [team]
    with pytest.raises(NotFound):
        get_formed_team(county.outsider, team.pk)


def test_one_member_who_may_not_go_holds_the_team_back(county: County, people):
    team = formed(county, *people[:2], valid_to=clock.today() + timedelta(days=30))
    today = clock.today()
    assert why_not_sent(team, today) == []
    certificates_end(today - timedelta(days=1), people[1])
    assert "执法证" in why_not_sent(FormedTeam.objects.get(), today)[0]
    assert "届满" in why_not_sent(team, today + timedelta(days=31))[-1]
    assert "才组建" in why_not_sent(team, today - timedelta(days=1))[-1]


def test_a_team_stands_for_all_of_the_time_or_is_left_out(county: County, people):
    today = clock.today()
    formed(county, *people[:2], valid_to=today + timedelta(days=30))
    keys = [county.market.pk]
    assert len(teams_standing(keys, today, today + timedelta(days=30))) == 1
    assert not teams_standing(keys, today, today + timedelta(days=31))
    assert not teams_standing(keys, today - timedelta(days=1), today)
    assert not teams_standing([county.fire.pk], today, today)
