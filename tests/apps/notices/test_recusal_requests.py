"""An object asks by its notice that an officer stay away; the officer's head decides (R-062)."""

from __future__ import annotations

import pytest
from ceremony_case import Case, frozen_case
from county import County
from standing import Standing

from mingcha.audit.models import AuditEvent
from mingcha.core.draw.verification import verify
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.notices.actions.issuing import issue_again
from mingcha.notices.actions.recusal_requests import ask_for_recusal, decide_request
from mingcha.notices.models import IssuedNotice, RecusalRequest
from mingcha.notices.selectors.recusal_requests import (
    is_replaced,
    named_members,
    names_officers,
    notice_by,
    request_token,
    requests_to_decide,
    waiting_for,
)
from mingcha.registers.models import Recusal
from mingcha.tasks.actions.departures import replace_recused
from mingcha.tasks.bundle_folder import bundle_of
from mingcha.tasks.models import Departure, ObjectTask, TeamMember

WHY = "该检查人员的配偶在我单位的竞争对手任职"


STANDING = {
    "case": lambda county: frozen_case(county).issued(),
}


@pytest.fixture
def case(standing: Standing) -> Case:
    return standing.made


def notice_of(case: Case) -> IssuedNotice:
    """Return the notice of an object that both departments visit."""
    row = case.part(case.county.fire).object_tasks.first()
    return IssuedNotice.objects.get(task=case.task, object=row.object_id)


def asked(notice: IssuedNotice, member: TeamMember | None = None) -> RecusalRequest:
    member = member or named_members(notice).first()
    return ask_for_recusal(notice=notice, member=member, reason=WHY, asked_by="店长")


def test_the_link_of_a_notice_is_the_same_each_time_and_cannot_be_guessed(case: Case):
    notice = notice_of(case)
    token = request_token(notice)
    assert request_token(notice) == token
    assert notice_by(token) == notice
    other = IssuedNotice.objects.exclude(pk=notice.pk).first()
    for wrong in (str(notice.pk), token[:-1], f"{other.pk}~{token.partition('~')[2]}", ""):
        with pytest.raises(NotFound):
            notice_by(wrong)


def test_an_object_names_only_officers_who_come_to_itself(case: Case):
    notice = notice_of(case)
    members = list(named_members(notice))
    assert len(members) == 4
    assert {one.object_task.object_id for one in members} == {notice.object_id}
    foreign = TeamMember.objects.exclude(object_task__object=notice.object_id).first()
    with pytest.raises(DomainError, match="列明"):
        asked(notice, foreign)


def test_the_request_bars_nobody_until_the_head_has_decided(case: Case, county: County):
    request = asked(notice_of(case))
    assert not Recusal.objects.filter(basis="object_request").exists()
    told = AuditEvent.objects.filter(type="recusal_request.changed").get()
    assert told.body["action"] == "ask_recusal"
    assert WHY not in str(told.body)
    assert [each.title for each in waiting_for(county.head)] == ["决定检查对象的回避申请"]
    assert list(waiting_for(county.lead)) == []
    assert list(requests_to_decide(county.fire_head)) == []
    assert list(requests_to_decide(county.head)) == [request]


def test_what_was_asked_once_is_not_asked_again_by_the_same_notice(case: Case):
    notice = notice_of(case)
    asked(notice)
    with pytest.raises(DomainError, match="已经申请过"):
        asked(notice)
    member = named_members(notice).last()
    with pytest.raises(DomainError, match="理由"):
        ask_for_recusal(notice=notice, member=member, reason=" ", asked_by="店长")


def test_granted_the_officer_is_recused_and_the_lot_places_another(case: Case, county: County):
    notice = notice_of(case)
    member = named_members(notice).first()
    request = asked(notice, member)
    request = decide_request(by=county.head, request=request, granted=True, reason="情况属实")
    recusal = request.recusal
    assert (recusal.state, recusal.basis, recusal.ended_on) == ("confirmed", "object_request", None)
    assert recusal.object == notice.object
    assert replace_recused(by=county.head, member=member).asked_by_name == "检查对象"
    team = set(member.object_task.team.values_list("inspector", flat=True))
    assert len(team) == 2
    assert member.inspector_id not in team
    assert Departure.objects.get().reason == "recusal"
    with bundle_of(case.draw) as folder:
        assert not any(verdict.fault for verdict in verify(folder))


def test_a_recusal_that_was_declared_before_is_confirmed_by_it(case: Case, county: County):
    notice = notice_of(case)
    member = named_members(notice).first()
    before = Recusal.objects.create(
        inspector=member.inspector, object=notice.object, reason="近亲属", declared_by="lead"
    )
    request = asked(notice, member)
    request = decide_request(by=county.head, request=request, granted=True, reason="情况属实")
    before.refresh_from_db()
    assert (request.recusal, before.state) == (before, "confirmed")


def test_refused_the_officer_goes_and_the_object_reads_why(case: Case, county: County):
    request = asked(notice_of(case))
    with pytest.raises(DomainError, match="理由"):
        decide_request(by=county.head, request=request, granted=False, reason=" ")
    decide_request(by=county.head, request=request, granted=False, reason="没有利害关系")
    request.refresh_from_db()
    assert (request.state, request.decision) == ("refused", "没有利害关系")
    assert not Recusal.objects.filter(object=request.notice.object).exists()
    with pytest.raises(DomainError, match="已经决定"):
        decide_request(by=county.head, request=request, granted=True, reason="x")


def test_only_the_officers_own_head_decides_and_never_of_themselves(case: Case, county: County):
    request = asked(notice_of(case))
    with pytest.raises(NotFound):
        decide_request(by=county.fire_head, request=request, granted=True, reason="x")
    with pytest.raises(Forbidden):
        decide_request(by=county.lead, request=request, granted=True, reason="x")
    type(request.inspector).objects.filter(pk=request.inspector_id).update(user=county.head)
    request = RecusalRequest.objects.get()
    assert list(requests_to_decide(county.head)) == []
    with pytest.raises(Forbidden):
        decide_request(by=county.head, request=request, granted=True, reason="x")


def test_nobody_is_named_once_the_inspection_began_or_the_notice_was_replaced(
    case: Case, county: County
):
    notice = notice_of(case)
    rows = ObjectTask.objects.filter(task=case.task, object=notice.object)
    rows.update(state="visiting")
    assert not named_members(notice).exists()
    rows.update(state="notified")
    again = issue_again(
        by=county.lead, task=case.task, object_pk=notice.object_id, reason="人员更换"
    )
    assert is_replaced(notice)
    assert not named_members(notice).exists()
    assert named_members(again).count() == 4


def test_a_notice_that_keeps_names_back_tells_none(county: County):
    case = frozen_case(county, mode="deferred").issued()
    notice = notice_of(case)
    assert not names_officers(notice)
    assert not named_members(notice).exists()
