"""A found problem from its opening to its end."""

from __future__ import annotations

import io
import zlib
from datetime import timedelta

import pytest
from checked_case import make_record
from county import County
from django.db import DatabaseError, transaction
from PIL import Image

from mingcha.audit.models import AuditEvent
from mingcha.core.workflow.refusals import GuardFailed, NotPermitted, WrongState
from mingcha.followup.actions import follow_ups as actions
from mingcha.followup.attachment import Attachment, attachment
from mingcha.followup.models import FollowUp
from mingcha.followup.selectors.follow_ups import get_follow_up, over, overdue, visible_follow_ups
from mingcha.foundation import clock
from mingcha.foundation.announcing import _listeners, announce, listen
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.orgs.models import Parameter
from mingcha.publication.actions.results import publish_result
from mingcha.publication.models import Publication


def photo() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (4, 4), "white").save(data, "JPEG")
    return data.getvalue()


@pytest.fixture
def problem(county: County) -> FollowUp:
    record = make_record(county)
    announce("record.approved", record=record, by=county.reviewer)
    return FollowUp.objects.get()


@pytest.fixture
def rectifying(county: County, problem: FollowUp) -> FollowUp:
    due = clock.today() + timedelta(days=10)
    return actions.order_rectification(
        by=county.lead, follow_up=problem, due_on=due, requirement="限期更正地址"
    )


@pytest.fixture
def in_re_check(county: County, rectifying: FollowUp) -> FollowUp:
    file = attachment("整改.jpg", photo())
    actions.submit_evidence(by=county.lead, follow_up=rectifying, text="已更正", file=file)
    return actions.start_re_check(by=county.officer, follow_up=rectifying)


def test_an_approved_problem_opens_a_follow_up_with_a_deadline(county: County, problem: FollowUp):
    assert (problem.state, problem.due_on) == ("open", clock.today() + timedelta(days=15))
    actions.open_for_record(by=county.reviewer, inspected=problem.object_task.record)
    assert FollowUp.objects.count() == 1


def test_the_deadline_is_a_parameter(county: County):
    Parameter.objects.create(
        key="rectification.days", department=county.market, value=30, reason="市"
    )
    announce("record.approved", record=make_record(county), by=county.reviewer)
    assert FollowUp.objects.get().due_on == clock.today() + timedelta(days=30)


def test_a_clean_record_opens_nothing(county: County):
    record = make_record(county, result="no_problem")
    announce("record.approved", record=record, by=county.reviewer)
    assert not FollowUp.objects.exists()


def test_a_problem_is_put_right_checked_and_closed(county: County, in_re_check: FollowUp):
    heard: list[FollowUp] = []
    listen("follow_up.closed", lambda follow_up, by: heard.append(follow_up))
    closed = actions.pass_re_check(by=county.officer, follow_up=in_re_check, outcome="已整改到位")
    _listeners["follow_up.closed"].pop()
    assert heard == [closed]
    assert (closed.state, closed.outcome, closed.closed_by) == ("closed", "已整改到位", "officer")
    assert [s.action for s in closed.steps.all()] == [
        "order",
        "submit_evidence",
        "start_re_check",
        "pass",
    ]
    told = AuditEvent.objects.filter(type="follow_up.changed", body__action="submit_evidence")
    assert told.get().body["file_sha256"] == closed.steps.get(action="submit_evidence").sha256


def test_a_failed_re_check_gives_a_new_deadline(county: County, in_re_check: FollowUp):
    due = clock.today() + timedelta(days=7)
    again = actions.fail_re_check(
        by=county.officer, follow_up=in_re_check, reason="仍未更正", due_on=due
    )
    assert (again.state, again.due_on) == ("rectifying", due)


def test_whoever_handled_it_does_not_re_check(county: County, rectifying: FollowUp):
    file = attachment("整改.jpg", photo())
    actions.submit_evidence(by=county.officer, follow_up=rectifying, text="已更正", file=file)
    with pytest.raises(GuardFailed, match="另一人"):
        actions.start_re_check(by=county.officer, follow_up=rectifying)
    with pytest.raises((Forbidden, NotPermitted)):
        actions.start_re_check(by=county.lead, follow_up=rectifying)


def test_evidence_is_a_file(county: County, rectifying: FollowUp):
    with pytest.raises(GuardFailed, match="整改材料"):
        actions.submit_evidence(by=county.lead, follow_up=rectifying, text="已更正", file=None)


def test_a_deadline_lies_ahead(county: County, problem: FollowUp):
    with pytest.raises(GuardFailed, match="今天之后"):
        actions.order_rectification(
            by=county.lead, follow_up=problem, due_on=clock.today(), requirement="更正"
        )


def test_more_time_is_given_for_a_reason(county: County, rectifying: FollowUp):
    due = clock.today() + timedelta(days=20)
    with pytest.raises(GuardFailed, match="理由"):
        actions.extend(by=county.lead, follow_up=rectifying, due_on=due, reason="")
    later = actions.extend(by=county.lead, follow_up=rectifying, due_on=due, reason="停业装修")
    assert later.due_on == due


def test_a_problem_is_handed_over_answered_and_closed(county: County, problem: FollowUp):
    with pytest.raises(GuardFailed, match="接收单位；请填写移送文书编号"):
        actions.transfer(
            by=county.lead, follow_up=problem, measure="transfer", recipient="", document_no=""
        )
    handed = actions.transfer(
        by=county.lead,
        follow_up=problem,
        measure="copy_notice",
        recipient="县税务局",
        document_no="澄市监抄告〔2026〕1号",
    )
    with pytest.raises(GuardFailed, match="反馈"):
        actions.close(by=county.lead, follow_up=handed, outcome="已移送")
    closed = actions.close(
        by=county.lead, follow_up=handed, outcome="已移送办结", feedback="已受理并处理"
    )
    assert closed.state == "closed"
    with pytest.raises(WrongState):
        actions.close(by=county.lead, follow_up=closed, outcome="再次", feedback="x")


def test_what_was_handed_over_is_taken_back_for_a_reason(county: County, problem: FollowUp):
    handed = actions.transfer(
        by=county.lead, follow_up=problem, measure="transfer", recipient="公安局", document_no="1号"
    )
    with pytest.raises(GuardFailed, match="理由"):
        actions.take_back(by=county.lead, follow_up=handed, reason="")
    assert actions.take_back(by=county.lead, follow_up=handed, reason="不予受理").state == "open"


def test_a_reminder_closes_with_an_outcome(county: County, problem: FollowUp):
    with pytest.raises(GuardFailed, match="办结情况"):
        actions.close(by=county.lead, follow_up=problem, outcome=" ")
    assert actions.close(by=county.lead, follow_up=problem, outcome="已当场教育").state == "closed"


def test_the_ledger_is_the_departments_own(county: County, problem: FollowUp):
    assert get_follow_up(county.office, problem.pk) == problem
    for outside in (county.fire_lead, county.outsider):
        with pytest.raises(NotFound):
            get_follow_up(outside, problem.pk)
    with pytest.raises(NotFound):
        actions.close(by=county.fire_lead, follow_up=problem, outcome="x")
    with pytest.raises(Forbidden):
        visible_follow_ups(county.inspector)
    with pytest.raises(Forbidden):
        actions.close(by=county.reviewer, follow_up=problem, outcome="x")


def test_overdue_is_what_passed_its_day(county: County, problem: FollowUp):
    rows = visible_follow_ups(county.office)
    assert not overdue(rows).exists()
    FollowUp.objects.update(due_on=clock.today() - timedelta(days=1))
    assert overdue(rows).get() == problem
    FollowUp.objects.update(state="transferred")
    assert not overdue(rows).exists()


def test_steps_never_change(county: County, rectifying: FollowUp):
    with pytest.raises(DatabaseError), transaction.atomic():
        rectifying.steps.update(text="改过")


def test_a_pdf_and_a_photo_are_taken_for_what_they_are():
    assert attachment("a.txt", b"%PDF-1.7 ...").media_type == "application/pdf"
    found = attachment("x" * 300 + ".exe", photo())
    assert isinstance(found, Attachment)
    assert (found.media_type, len(found.file_name)) == ("image/jpeg", 200)


@pytest.mark.parametrize("content", [b"", b"MZ\x90", b"GIF89a", b"\xff\xd8\xff broken"])
def test_anything_else_is_refused(content: bytes):
    with pytest.raises(DomainError, match="只接收照片"):
        attachment("photo.jpg", content)


def test_a_large_file_is_refused():
    with pytest.raises(DomainError, match="10兆"):
        attachment("a.pdf", b"%PDF-" + bytes(10 << 20))


def test_a_follow_up_that_was_over_first_is_published_with_its_result(
    county: County, in_re_check: FollowUp
):
    actions.pass_re_check(by=county.officer, follow_up=in_re_check, outcome="已整改到位")
    assert not Publication.objects.filter(kind="follow_up").exists()
    publish_result(by=county.reviewer, object_task=in_re_check.object_task)
    assert Publication.objects.get(kind="follow_up").content["outcome"] == "已整改到位"


def test_a_picture_that_claims_too_many_pixels_is_no_evidence():
    data = io.BytesIO()
    Image.new("RGB", (4, 4), "white").save(data, "PNG")
    huge = bytearray(data.getvalue())
    huge[16:24] = (20_000).to_bytes(4, "big") * 2
    huge[29:33] = zlib.crc32(bytes(huge[12:29])).to_bytes(4, "big")
    with pytest.raises(DomainError, match="都不是"):
        attachment("整改.png", bytes(huge))


def test_what_was_handed_over_stands_after_what_was_closed_last(county: County, problem: FollowUp):
    actions.transfer(
        by=county.lead,
        follow_up=problem,
        measure="transfer",
        recipient="县公安局",
        document_no="澄市监移〔2026〕1号",
    )
    other = make_record(county, serial=2)
    announce("record.approved", record=other, by=county.reviewer)
    closed = FollowUp.objects.get(object_task=other.object_task)
    actions.close(by=county.lead, follow_up=closed, outcome="已改正")
    assert list(over(visible_follow_ups(county.lead))) == [closed, problem]
