"""Formed teams through the pages: formed, changed, dissolved, and shown where they go (R-060)."""

from __future__ import annotations

import pytest
from county import County
from django.urls import reverse
from formed_case import formed, teams_of_two
from issued_case import inspector
from matching_case import approved, drawn

from mingcha.foundation import clock
from mingcha.registers.models import FormedTeam, Inspector, Recusal
from mingcha.tasks.models import TeamMember


@pytest.fixture
def people(county: County) -> list[Inspector]:
    return [inspector(county.market, f"M{n:02}", None, f"检查员{n}") for n in range(4)]


def answers(county: County, people: list[Inspector], **changes: object) -> dict[str, object]:
    return {
        "name": "城关所一组",
        "region": county.towns[0].pk,
        "members": [one.pk for one in people],
        "leader": people[0].pk,
        "valid_from": clock.today().isoformat(),
    } | changes


def test_a_team_is_formed_changed_and_dissolved(county: County, browse, people):
    client = browse(county.lead)
    assert reverse("inspector-teams") in client.get(reverse("inspectors")).content.decode()
    empty = client.get(reverse("inspector-teams")).content.decode()
    assert "随机组成" in empty
    new = reverse("inspector-team-new")
    page = client.post(new, answers(county, people[:2]), follow=True).content.decode()
    assert "可以派出" in page
    team = FormedTeam.objects.get()
    page = client.get(new).content.decode()
    assert "检查员0" not in page
    edit = reverse("inspector-team-edit", args=[team.pk])
    assert "检查员0" in client.get(edit).content.decode()
    page = client.post(edit, answers(county, people[:3]), follow=True).content.decode()
    assert "检查员2" in page
    Inspector.objects.filter(pk=people[2].pk).update(state="suspended")
    page = client.get(reverse("inspector-teams")).content.decode()
    assert "今天不能派出" in page
    assert "检查员2状态为“暂停执法”" in page
    act = reverse("inspector-team-dissolve", args=[team.pk])
    page = client.post(act, {"reason": "机构调整"}, follow=True).content.decode()
    assert "已解散" in page
    assert "机构调整" in page
    assert "成员 检查员2" in page


def test_others_read_a_team_only_within_their_scope(county: County, browse, people):
    team = formed(county, *people[:2])
    theirs = browse(county.fire_lead)
    assert theirs.get(reverse("inspector-team", args=[team.pk])).status_code == 404
    assert theirs.get(reverse("inspector-team-edit", args=[team.pk])).status_code == 404
    act = reverse("inspector-team-dissolve", args=[team.pk])
    assert theirs.post(act, {"reason": "x"}).status_code == 404
    assert browse(county.office).get(reverse("inspector-team", args=[team.pk])).status_code == 200


def test_the_teams_page_says_which_team_goes_and_that_it_goes_whole(county: County, browse):
    task = approved(county, "formed")
    teams_of_two(county)
    case = drawn(county, task)
    member = TeamMember.objects.filter(object_task__task=task).first()
    Recusal.objects.create(
        inspector=member.inspector,
        object=member.object_task.object,
        reason="近亲属",
        declared_by="lead",
    )
    page = browse(county.head).get(reverse("draw-teams", args=[case.draw.pk])).content.decode()
    assert f"固定检查组：{member.formed_team.name}" in page
    address = reverse("draw-recuse", args=[case.draw.pk, member.pk])
    assert "整组不去这一户" in browse(county.head).get(address).content.decode()


def test_the_scheme_says_that_teams_are_formed_by_lot_unless_it_is_by_formed_team(
    county: County, browse
):
    task = approved(county, "nearby")
    type(task).objects.filter(pk=task.pk).update(state="draft")
    page = browse(county.lead).get(reverse("task-scheme", args=[task.pk])).content.decode()
    assert "按固定检查组整组随机匹配" in page
    assert "逐人随机组成" in page
