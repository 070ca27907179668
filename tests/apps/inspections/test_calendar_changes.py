"""What a change of the working-day calendar does to deadlines that stand already."""

from __future__ import annotations

from datetime import date

import pytest
from issued_case import Issued

from mingcha.inspections.actions.confirming import confirm_record, submit_record
from mingcha.inspections.actions.records import conclude
from mingcha.inspections.actions.reviews import approve_record, return_record
from mingcha.inspections.models import InspectionRecord
from mingcha.orgs.actions.calendar import clear_day, set_day
from mingcha.orgs.models import CalendarDay
from mingcha.publication.actions.results import publish_result

DUE = date(2026, 10, 20)
"""Twenty working days after the 16th of September, by the calendar that the case begins with."""


def due() -> date | None:
    return InspectionRecord.objects.get().publish_by


def holiday(case: Issued, day: date) -> CalendarDay:
    return set_day(
        by=case.county.sys_admin, day=day, is_workday=False, name="假日", reason="国办发明电"
    )


def test_a_holiday_that_is_entered_later_moves_what_is_not_public(case: Issued, submitted):
    before = due()
    row = holiday(case, date(2026, 10, 12))
    assert (before, due()) == (DUE, date(2026, 10, 21))
    clear_day(by=case.county.sys_admin, row=row, reason="录入有误")
    assert due() == DUE


@pytest.mark.parametrize("day", [date(2026, 9, 14), date(2026, 10, 21)])
def test_a_day_that_does_not_lie_on_the_way_moves_nothing(case: Issued, submitted, day: date):
    holiday(case, day)
    assert due() == DUE


def test_what_is_public_keeps_its_day(case: Issued, submitted):
    approve_record(by=case.county.reviewer, record=submitted)
    publish_result(by=case.county.lead, object_task=case.market_part)
    holiday(case, date(2026, 10, 12))
    assert due() == DUE


def test_a_record_signed_anew_is_counted_from_its_first_signing(
    case: Issued, submitted, that_day, fill
):
    return_record(by=case.county.reviewer, record=submitted, reason="照片看不清")
    that_day.move_to("2026-09-22T09:00+08:00")
    conclude(
        by=case.county.inspector,
        object_task=case.market_part,
        result="rectified",
        methods=["on_site"],
        findings="执照未悬挂",
        acknowledgement="signed",
    )
    for who in (case.county.inspector, case.county.colleague):
        confirm_record(by=who, object_task=case.market_part)
    submit_record(by=case.county.inspector, object_task=case.market_part)
    holiday(case, date(2026, 10, 12))
    assert due() == date(2026, 10, 21)
