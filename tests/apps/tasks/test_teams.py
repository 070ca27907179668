"""Teams: from the matching, mended by the head, and sent out."""

from __future__ import annotations

from datetime import date

import pytest
from ceremony_case import Case, frozen_case
from certificates import officer_with
from county import County
from standing import Standing

from mingcha.audit.models import AuditEvent
from mingcha.core.workflow.refusals import GuardFailed, WrongState
from mingcha.foundation.errors import DomainError, Forbidden
from mingcha.publication.models import Publication
from mingcha.registers.models import Inspector, Recusal
from mingcha.tasks.actions import issuing, teams
from mingcha.tasks.models import Approval, LogEntry, ObjectTask
from mingcha.tasks.selectors.teams import (
    could_step_in,
    empty_slots,
    incomplete,
    with_teams,
)

GROUND = {"basis": "《行政处罚法》第四十二条", "reason": "人员不足"}


STANDING = {
    "case": lambda county: frozen_case(county).compared(),
    "short": lambda county: frozen_case(county, is_short=True).compared(),
}


@pytest.fixture
def case(standing: Standing) -> Case:
    return standing.made


@pytest.fixture
def short(standing: Standing) -> Case:
    return standing.made


def spare(county: County, **changes: object) -> Inspector:
    facts = {
        "department": county.fire,
        "staff_no": "X900",
        "name": "援手",
        "certificate_no": "13-X900",
        "region": county.region,
    }
    return officer_with(**(facts | changes))


def test_every_object_has_the_team_of_the_matching_and_one_leader(case: Case, county: County):
    for part in (case.part(county.market), case.part(county.fire)):
        for row in with_teams(part):
            team = list(row.team.all())
            assert len(team) == 2
            first = min(team, key=lambda member: member.slot)
            assert [member for member in team if member.is_leader] == [first]
            assert {member.inspector.department for member in team} == {part.department}
    assert not incomplete(case.task).exists()


def test_a_shortage_is_told_in_plain_words_and_stops_the_task(short: Case, county: County):
    assert "缺" in short.draw.shortages[0]
    assert "XFJY" in short.draw.shortages[0]
    with pytest.raises(GuardFailed, match="直接委派"):
        teams.confirm_teams(by=county.operator, task=short.task)


def test_the_head_fills_an_empty_place_with_a_recorded_decision(short: Case, county: County):
    row = incomplete(short.task).filter(team=None).first()
    helper = spare(county)
    assert helper in could_step_in(row)
    places = empty_slots(row)
    member = teams.assign_directly(by=county.fire_head, object_task=row, inspector=helper, **GROUND)
    assert member.slot == places[0]
    assert "X900" in Approval.objects.get(step="assign_directly").note
    assert AuditEvent.objects.get(type="team.assigned_directly").body["reason"] == "人员不足"
    entry = LogEntry.objects.get(type="REPLACE")
    assert entry.body["basis"] == GROUND["basis"]
    assert (entry.body["id"], entry.body["iid"]) == (row.object.key, "")
    published = Publication.objects.filter(kind="draw").latest("version")
    assert published.content["changes"][0]["what"] == "直接委派"
    assert published.content["changes"][0]["reason"] == GROUND["basis"]
    with pytest.raises(DomainError, match="已在这一户"):
        teams.assign_directly(by=county.fire_head, object_task=row, inspector=helper, **GROUND)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"state": "on_leave"}, "请假"),
        ({"until": date(2026, 12, 1)}, "到期"),
        ({"certificate_no": ""}, "没有执法证"),
        ({"until": None}, "没有执法证"),
        ({"kind": "assistant"}, "辅助人员"),
    ],
)
def test_who_may_not_be_sent_is_not_assigned(short: Case, county: County, changes, why: str):
    row = incomplete(short.task).first()
    helper = spare(county, **changes)
    assert helper not in could_step_in(row)
    with pytest.raises(DomainError, match=why) as refused:
        teams.assign_directly(by=county.fire_head, object_task=row, inspector=helper, **GROUND)
    assert refused.value.field == "inspector"


def test_neither_strangers_nor_interested_people_are_assigned(short: Case, county: County):
    row = incomplete(short.task).first()
    stranger = Inspector.objects.filter(department=county.market).first()
    with pytest.raises(DomainError, match="派员部门"):
        teams.assign_directly(by=county.fire_head, object_task=row, inspector=stranger, **GROUND)
    helper = spare(county)
    Recusal.objects.create(inspector=helper, object=row.object, reason="近亲属", declared_by="x")
    with pytest.raises(DomainError, match="回避"):
        teams.assign_directly(by=county.fire_head, object_task=row, inspector=helper, **GROUND)


def test_only_the_own_head_assigns_for_a_reason_and_where_a_place_is_empty(
    short: Case, county: County
):
    row, helper = incomplete(short.task).first(), spare(county)
    for person in (county.head, county.fire_lead, county.operator):
        with pytest.raises(Forbidden):
            teams.assign_directly(by=person, object_task=row, inspector=helper, **GROUND)
    with pytest.raises(DomainError, match="理由"):
        teams.assign_directly(
            by=county.fire_head, object_task=row, inspector=helper, **GROUND | {"reason": " "}
        )
    full = ObjectTask.objects.filter(sub_task__department=county.market).first()
    for basis in (" ", "长" * 201):
        with pytest.raises(DomainError, match="法律依据"):
            teams.assign_directly(
                by=county.fire_head,
                object_task=row,
                inspector=helper,
                basis=basis,
                reason="人员不足",
            )
    with pytest.raises(DomainError, match="满员"):
        teams.assign_directly(by=county.head, object_task=full, inspector=helper, **GROUND)


def test_the_operator_confirms_and_the_lead_issues(case: Case, county: County):
    with pytest.raises(WrongState):
        issuing.issue_task(by=county.lead, task=case.task)
    with pytest.raises(Forbidden):
        teams.confirm_teams(by=county.fire_lead, task=case.task)
    teams.confirm_teams(by=county.operator, task=case.task)
    with pytest.raises(Forbidden):
        issuing.issue_task(by=county.operator, task=case.task)
    issuing.issue_task(by=county.lead, task=case.task)
    case.fresh()
    assert case.task.state == "issued"
    assert case.task.issued_at is not None
    assert set(ObjectTask.objects.values_list("state", flat=True)) == {"notified"}
    row, helper = ObjectTask.objects.first(), spare(county)
    with pytest.raises(DomainError, match="满员"):
        teams.assign_directly(by=county.head, object_task=row, inspector=helper, **GROUND)
    row.state = "recorded"
    row.save()
    with pytest.raises(DomainError, match="录入检查结果以前"):
        teams.assign_directly(by=county.head, object_task=row, inspector=helper, **GROUND)


def test_a_surprise_check_is_notified_at_the_door(county: County):
    frozen_case(county, mode="deferred").issued()
    assert set(ObjectTask.objects.values_list("state", flat=True)) == {"assigned"}
