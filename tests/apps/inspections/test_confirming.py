"""Two officers confirm, then the record is handed in; the deadline follows the calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
import time_machine
from certificates import certificates_end
from county import PASSWORD
from issued_case import BEIJING, Issued, photo

from mingcha.accounts.models import SignInAttempt
from mingcha.audit.models import AuditEvent
from mingcha.core.workflow.refusals import GuardFailed, WrongState
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.inspections.actions.answers import save_answer
from mingcha.inspections.actions.confirming import (
    confirm_record,
    confirm_with_password,
    submit_record,
    withdraw_record,
)
from mingcha.inspections.actions.photos import add_photo
from mingcha.inspections.deadlines import publish_deadline
from mingcha.inspections.marks import mark_of
from mingcha.inspections.models import InspectionRecord, Visit
from mingcha.orgs.models import Parameter

HERE = "203.0.113.7"
Fill = Callable[..., InspectionRecord]


def now_of(record: InspectionRecord) -> InspectionRecord:
    return InspectionRecord.objects.get(pk=record.pk)


def test_two_confirmations_sign_the_record(case: Issued, begun: InspectionRecord, fill: Fill):
    fill()
    confirm_record(by=case.county.inspector, object_task=case.market_part)
    assert now_of(begun).signed_at is None
    confirm_record(by=case.county.colleague, object_task=case.market_part)
    assert now_of(begun).signed_at is not None
    submit_record(by=case.county.colleague, object_task=case.market_part)
    case.market_part.refresh_from_db()
    assert case.market_part.state == "in_review"
    assert now_of(begun).submitted_at is not None


def test_a_visit_beyond_a_cap_is_confirmed_once_its_ground_is_shown(
    case: Issued, begun: InspectionRecord, fill: Fill
):
    fill()
    Visit.objects.update(beyond_cap_reason="群众举报，须现场核实")
    with pytest.raises(DomainError, match="请附上依据"):
        confirm_record(by=case.county.inspector, object_task=case.market_part)
    add_photo(
        by=case.county.inspector,
        object_task=case.market_part,
        content=photo(),
        file_name="举报登记单.png",
    )
    confirm_record(by=case.county.inspector, object_task=case.market_part)


def test_without_the_second_confirmation_nothing_is_handed_in(
    case: Issued, begun: InspectionRecord, fill: Fill
):
    fill()
    for _ in range(2):  # the same officer twice is one officer
        confirm_record(by=case.county.inspector, object_task=case.market_part)
    with pytest.raises(GuardFailed, match="两名持证检查人员"):
        submit_record(by=case.county.inspector, object_task=case.market_part)


def test_the_deadline_leaps_over_national_day_and_counts_make_up_days(
    case: Issued, begun: InspectionRecord, fill: Fill
):
    fill()
    confirm_record(by=case.county.inspector, object_task=case.market_part)
    row = confirm_record(by=case.county.colleague, object_task=case.market_part)
    # signed on Wednesday 16 September; 25 September and 1 to 7 October are off, Sunday the
    # 20th of September and Saturday the 10th of October are worked: ten days until the 30th of
    # September, then 8, 9, 10, 12 to 16, 19 and 20 October
    assert row.publish_by == date(2026, 10, 20)
    assert publish_deadline(row).unknown_years == ()


def test_a_year_without_a_notice_is_told(
    case: Issued, begun: InspectionRecord, fill: Fill, that_day: time_machine.Traveller
):
    fill()
    that_day.move_to(datetime(2026, 12, 20, 10, 0, tzinfo=BEIJING))
    assert publish_deadline(now_of(begun)).unknown_years == (2027,)


def test_days_and_start_of_the_deadline_are_parameters(
    case: Issued, begun: InspectionRecord, fill: Fill, that_day: time_machine.Traveller
):
    fill()
    Parameter.objects.create(key="publication.working_days", value=3, reason="试验")
    that_day.move_to(datetime(2026, 9, 21, 10, 0, tzinfo=BEIJING))
    assert publish_deadline(now_of(begun)).due == date(2026, 9, 24)
    Parameter.objects.create(key="publication.starts_at", value="visit_started", reason="试验")
    assert publish_deadline(now_of(begun)).due == date(2026, 9, 20)


def test_a_change_undoes_the_confirmations_but_wins_no_time(
    case: Issued, begun: InspectionRecord, fill: Fill, that_day: time_machine.Traveller
):
    fill()
    for who in (case.county.inspector, case.county.colleague):
        confirm_record(by=who, object_task=case.market_part)
    save_answer(
        by=case.county.inspector,
        object_task=case.market_part,
        check_point=case.licence.check_points.get(order=1),
        answer="not_applicable",
    )
    assert now_of(begun).signed_at is None
    with pytest.raises(GuardFailed, match="确认"):
        submit_record(by=case.county.inspector, object_task=case.market_part)
    that_day.move_to(datetime(2026, 9, 24, 10, 0, tzinfo=BEIJING))
    for who in (case.county.inspector, case.county.colleague):
        confirm_record(by=who, object_task=case.market_part)
    assert now_of(begun).publish_by == date(2026, 10, 20)


def test_what_is_open_is_not_confirmed(case: Issued, begun: InspectionRecord, fill: Fill):
    with pytest.raises(DomainError, match="结论"):
        confirm_record(by=case.county.inspector, object_task=case.market_part)
    fill()
    InspectionRecord.objects.update(result="")
    with pytest.raises(DomainError, match="还没有填写检查结论"):
        confirm_record(by=case.county.inspector, object_task=case.market_part)


def test_an_expired_certificate_does_not_confirm(case: Issued, begun: InspectionRecord, fill: Fill):
    fill()
    certificates_end(date(2026, 9, 1), case.people["colleague"])
    with pytest.raises(DomainError, match="到期"):
        confirm_record(by=case.county.colleague, object_task=case.market_part)


def test_a_colleague_confirms_on_the_same_phone(case: Issued, begun: InspectionRecord, fill: Fill):
    fill()
    confirm_record(by=case.county.inspector, object_task=case.market_part)
    member = case.market_part.team.get(inspector=case.people["colleague"])
    asked = {
        "by": case.county.inspector,
        "object_task": case.market_part,
        "member": member,
        "address": HERE,
    }
    with pytest.raises(DomainError) as fault:
        confirm_with_password(**asked, password="guess")
    assert fault.value.field == "password"
    assert SignInAttempt.objects.filter(username="colleague", succeeded=False).count() == 1
    row = confirm_with_password(**asked, password=PASSWORD)
    assert row.signed_at is not None
    last = AuditEvent.objects.filter(type="record.changed").order_by("-seq").first()
    assert (last.actor, last.body["action"]) == ("colleague", "confirm")


def test_guessing_a_colleagues_password_is_slowed_down(
    case: Issued, begun: InspectionRecord, fill: Fill
):
    fill()
    asked = {
        "by": case.county.inspector,
        "object_task": case.market_part,
        "member": case.market_part.team.get(inspector=case.people["colleague"]),
        "address": HERE,
    }
    for _ in range(5):
        with pytest.raises(DomainError):
            confirm_with_password(**asked, password="guess")
    with pytest.raises(DomainError, match="15分钟"):
        confirm_with_password(**asked, password=PASSWORD)


def test_nobody_outside_the_team_confirms(case: Issued, begun: InspectionRecord, fill: Fill):
    fill()
    member = case.fire_part.team.get(slot=0)
    for strange in (member, case.fire_part.team.get(slot=1)):
        with pytest.raises(NotFound):
            confirm_with_password(
                by=case.county.inspector,
                object_task=case.market_part,
                member=strange,
                password=PASSWORD,
                address=HERE,
            )
    with pytest.raises(NotFound):
        confirm_record(by=case.county.reviewer, object_task=case.market_part)


def test_a_record_is_taken_back_before_it_is_reviewed(case: Issued, submitted: InspectionRecord):
    withdraw_record(by=case.county.colleague, object_task=case.market_part)
    row = now_of(submitted)
    case.market_part.refresh_from_db()
    assert (case.market_part.state, row.submitted_at) == ("recorded", None)
    assert row.signed_at is not None
    with pytest.raises(WrongState):
        withdraw_record(by=case.county.colleague, object_task=case.market_part)


def test_what_was_handed_in_is_not_edited(case: Issued, submitted: InspectionRecord):
    with pytest.raises(DomainError, match="已经提交"):
        add_photo(
            by=case.county.inspector,
            object_task=case.market_part,
            content=photo("red"),
            file_name="b.jpg",
        )


def test_before_arrival_there_is_nothing_to_hand_in(case: Issued):
    with pytest.raises(DomainError, match="还没有开始"):
        submit_record(by=case.county.inspector, object_task=case.market_part)


def test_nobody_confirms_a_text_that_changed_since_it_was_read(
    case: Issued, begun: InspectionRecord, fill: Fill
):
    fill()
    opened = mark_of(now_of(begun))
    colleague = {"by": case.county.colleague, "object_task": case.market_part}
    save_answer(
        by=case.county.inspector,
        object_task=case.market_part,
        check_point=case.licence.check_points.get(order=2),
        answer="no",
        note="地址不一致",
    )
    with pytest.raises(DomainError, match="有改动"):
        confirm_record(**colleague, opened=opened)
    fill()
    confirm_record(**colleague, opened=mark_of(now_of(begun)))


@pytest.mark.parametrize("what", ["photo", "record"])
def test_a_mark_tells_every_change(case: Issued, begun: InspectionRecord, fill: Fill, what: str):
    fill()
    before = mark_of(now_of(begun))
    assert mark_of(now_of(begun)) == before
    if what == "photo":
        add_photo(
            by=case.county.inspector,
            object_task=case.market_part,
            content=photo("red"),
            file_name="b.jpg",
        )
    else:
        InspectionRecord.objects.update(findings="另有情况")
    assert mark_of(now_of(begun)) != before
