"""Reviewing, ending without a visit, and replacing an inspector."""

from __future__ import annotations

from datetime import date

import pytest
from certificates import certificates_end
from issued_case import Issued

from mingcha.accounts.models import RoleGrant, User
from mingcha.audit.models import AuditEvent
from mingcha.core.workflow.refusals import GuardFailed, WrongState
from mingcha.foundation.announcing import _listeners, listen
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.inspections.actions.confirming import submit_record
from mingcha.inspections.actions.ending import terminate
from mingcha.inspections.actions.reviews import approve_record, return_record
from mingcha.inspections.actions.teams import replace_member
from mingcha.inspections.marks import mark_of
from mingcha.inspections.models import InspectionRecord, Review
from mingcha.registers.models import Recusal
from mingcha.tasks.models import Approval

BASIS = "《行政处罚法》第四十二条"
GROUND = {"basis": BASIS, "reason": "病假"}


@pytest.fixture
def heard():
    """What was announced during a test."""
    told: list[tuple[str, object]] = []
    topics = ("record.approved", "object_task.ended")
    for topic in topics:
        listen(topic, lambda topic=topic, **about: told.append((topic, about)))
    yield told
    for topic in topics:
        _listeners[topic].pop()


def test_a_reviewer_approves_and_others_hear_of_it(case: Issued, submitted, heard):
    review = approve_record(by=case.county.reviewer, record=submitted)
    case.market_part.refresh_from_db()
    assert case.market_part.state == "approved"
    assert (review.is_approved, review.by_name) == (True, "朱敏")
    topic, about = heard[0]
    assert topic == "record.approved"
    assert about == {"record": submitted, "by": case.county.reviewer}
    assert AuditEvent.objects.get(type="record.reviewed").body["approved"] is True


def test_nobody_approves_a_text_that_changed_since_it_was_read(case: Issued, submitted):
    opened = mark_of(submitted)
    InspectionRecord.objects.update(findings="另写的情况")
    with pytest.raises(DomainError, match="有改动"):
        approve_record(by=case.county.reviewer, record=submitted, opened=opened)
    now = mark_of(InspectionRecord.objects.get())
    approve_record(by=case.county.reviewer, record=submitted, opened=now)


def test_a_record_comes_back_with_a_reason_and_is_handed_in_again(case: Issued, submitted):
    with pytest.raises(GuardFailed, match="理由"):
        return_record(by=case.county.reviewer, record=submitted, reason=" ")
    with pytest.raises(DomainError, match="300"):
        return_record(by=case.county.reviewer, record=submitted, reason="长" * 301)
    return_record(by=case.county.reviewer, record=submitted, reason="照片看不清")
    case.market_part.refresh_from_db()
    row = InspectionRecord.objects.get(pk=submitted.pk)
    assert (case.market_part.state, row.submitted_at) == ("returned", None)
    assert Review.objects.get().reason == "照片看不清"
    submit_record(by=case.county.colleague, object_task=case.market_part)
    approve_record(by=case.county.reviewer, record=submitted)


def also_reviewer(user: User) -> User:
    RoleGrant.objects.create(user=user, role="reviewer", granted_by="setup")
    return User.objects.get(pk=user.pk)


def test_nobody_of_the_team_reviews(case: Issued, submitted):
    colleague = also_reviewer(case.county.colleague)
    with pytest.raises(GuardFailed, match="检查组成员"):
        approve_record(by=colleague, record=submitted)
    with pytest.raises(GuardFailed, match="检查组成员"):
        return_record(by=colleague, record=submitted, reason="不对")


def test_who_entered_a_record_does_not_review_it_even_off_the_team(case: Issued, submitted):
    member = case.market_part.team.get(slot=0)
    member.inspector = case.people["spare"]
    member.save()
    with pytest.raises(GuardFailed, match="录入人"):
        approve_record(by=also_reviewer(case.county.inspector), record=submitted)


def test_a_reviewer_is_of_the_same_department_and_holds_the_right(case: Issued, submitted):
    RoleGrant.objects.create(user=case.county.fire_head, role="reviewer", granted_by="setup")
    with pytest.raises(NotFound):
        approve_record(by=case.county.fire_head, record=submitted)
    with pytest.raises(Forbidden):
        approve_record(by=case.county.lead, record=submitted)


def test_what_was_approved_is_not_returned(case: Issued, submitted):
    approve_record(by=case.county.reviewer, record=submitted, note="事实清楚")
    with pytest.raises(WrongState):
        return_record(by=case.county.reviewer, record=submitted, reason="再看看")


def test_a_deregistered_object_needs_no_visit(case: Issued, heard):
    asked = {
        "by": case.county.reviewer,
        "object_task": case.market_part,
        "ground": "deregistered",
        "reason": "检查前已注销",
    }
    with pytest.raises(GuardFailed, match="凭据"):
        terminate(**asked)
    case.shop.status = "deregistered"
    case.shop.save()
    row = terminate(**asked)
    assert (row.state, row.ended_reason) == ("terminated", "注销；检查前已注销")
    row.task.refresh_from_db()
    assert (heard, row.task.state) == ([], "issued")  # the fire brigade's part is still open


def test_a_document_proves_what_the_register_does_not_know_yet(case: Issued, begun):
    row = terminate(
        by=case.county.reviewer,
        object_task=case.market_part,
        ground="moved_out",
        reason="已迁往清禾县",
        document="迁出通知书〔2026〕12号",
    )
    assert row.ended_reason == "迁出；已迁往清禾县；迁出通知书〔2026〕12号"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"reason": ""}, "理由"),
        ({"ground": "unreachable"}, "情形"),
        ({"reason": "长" * 200}, "190字"),
    ],
)
def test_an_ending_has_a_ground_and_a_reason(case: Issued, change, words):
    asked = {
        "by": case.county.reviewer,
        "object_task": case.market_part,
        "ground": "revoked",
        "reason": "被吊销",
        "document": "处罚决定书",
    }
    with pytest.raises((GuardFailed, DomainError), match=words):
        terminate(**asked | change)
    with pytest.raises(NotFound):
        terminate(**asked | {"object_task": case.fire_part})


def test_the_head_replaces_an_inspector_before_entry(case: Issued, begun):
    member = case.market_part.team.get(slot=1)
    replace_member(
        by=case.county.head,
        member=member,
        inspector=case.people["spare"],
        basis=BASIS,
        reason="病假",
    )
    member.refresh_from_db()
    assert member.inspector == case.people["spare"]
    decision = Approval.objects.get(step="replace_member")
    assert (decision.by, decision.note) == ("head", "91130136MA00000011 M02 换为 M03：病假")
    assert AuditEvent.objects.get(type="team.replaced").body["reason"] == "病假"


def test_after_the_first_answer_nobody_is_replaced(case: Issued, begun, fill):
    member, spare = case.market_part.team.get(slot=1), case.people["spare"]
    begun.item_results.filter(item=case.address).update(outcome="no_problem")
    with pytest.raises(DomainError, match="已经开始录入"):
        replace_member(by=case.county.head, member=member, inspector=spare, **GROUND)
    fill()
    with pytest.raises(DomainError, match="已经开始录入"):
        replace_member(by=case.county.head, member=member, inspector=spare, **GROUND)


def test_who_steps_in_is_fit_to_go(case: Issued):
    member, spare = case.market_part.team.get(slot=1), case.people["spare"]
    asked = {"by": case.county.head, "member": member, "inspector": spare} | GROUND
    with pytest.raises(DomainError) as fault:
        replace_member(**asked | {"reason": " "})
    assert fault.value.field == "reason"
    with pytest.raises(DomainError, match="法律依据") as fault:
        replace_member(**asked | {"basis": " "})
    assert fault.value.field == "basis"
    with pytest.raises(DomainError, match="派员部门"):
        replace_member(**asked | {"inspector": case.people["fire_inspector"]})
    with pytest.raises(DomainError, match="已在这一户"):
        replace_member(**asked | {"inspector": case.people["inspector"]})
    Recusal.objects.create(inspector=spare, object=case.shop, reason="近亲属", declared_by="M03")
    with pytest.raises(DomainError, match="回避"):
        replace_member(**asked)
    certificates_end(date(2026, 1, 1), spare)
    with pytest.raises(DomainError, match="到期") as fault:
        replace_member(**asked)
    assert fault.value.field == "inspector"


def test_only_the_departments_head_replaces(case: Issued):
    member, spare = case.market_part.team.get(slot=1), case.people["spare"]
    with pytest.raises(Forbidden):
        replace_member(by=case.county.lead, member=member, inspector=spare, **GROUND)
    with pytest.raises(NotFound):
        replace_member(by=case.county.fire_head, member=member, inspector=spare, **GROUND)
