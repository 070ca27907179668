"""Each department compares the drawn list with its own register."""

from __future__ import annotations

from datetime import date

import pytest
from ceremony_case import Case, frozen_case
from county import County
from lock_order import tables_locked
from standing import Standing

from mingcha.audit.models import AuditEvent
from mingcha.core.workflow.refusals import GuardFailed
from mingcha.foundation import clock
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.orgs.models import CalendarDay
from mingcha.tasks.actions import comparison, drawing
from mingcha.tasks.models import TeamMember
from mingcha.tasks.selectors.comparison import get_part, left_out, own_rows

STANDING = {
    "case": lambda county: frozen_case(county).drawn(),
}


@pytest.fixture
def case(standing: Standing) -> Case:
    return standing.made


def test_a_department_sees_what_it_has_and_why_the_rest_is_left_out(case: Case, county: County):
    part = get_part(county.fire_lead, case.draw.pk, county.fire.pk)
    own, other = own_rows(part), left_out(part)
    assert own.count() + len(other) == 27
    assert {row.reason for row in other} <= {"本部门名录中没有", "登记状态非存续"}
    assert "本部门名录中没有" in {row.reason for row in other}


def test_a_part_outside_the_scope_does_not_exist(case: Case, county: County):
    with pytest.raises(NotFound):
        get_part(county.outsider, case.draw.pk, county.fire.pk)
    with pytest.raises(NotFound):
        get_part(county.lead, case.draw.pk, county.justice.pk)


def test_an_object_leaves_the_list_for_a_reason_and_only_for_this_department(
    case: Case, county: County
):
    row = own_rows(case.part(county.fire))[0]
    with pytest.raises(GuardFailed, match="理由"):
        comparison.mark_not_mine(by=county.fire_lead, object_task=row, reason=" ")
    comparison.mark_not_mine(by=county.fire_lead, object_task=row, reason="属铁路消防管辖")
    row.refresh_from_db()
    assert (row.state, row.not_mine_reason) == ("not_mine", "属铁路消防管辖")
    lead_row = case.part(county.market).object_tasks.get(object=row.object)
    assert lead_row.state == "assigned"
    assert AuditEvent.objects.get(type="list.not_mine").body["object"] == row.object.code


def test_an_object_is_taken_off_a_list_that_nobody_hands_in_meanwhile(case: Case, county: County):
    row = own_rows(case.part(county.fire))[0]
    with tables_locked() as tables:
        comparison.mark_not_mine(by=county.fire_lead, object_task=row, reason="属铁路消防管辖")
    assert tables[:2] == ["tasks_subtask", "tasks_objecttask"]


def test_a_list_handed_in_just_before_loses_no_object(case: Case, county: County):
    case.task.sub_tasks.create(
        department=county.justice, frame="OTHER", state="cosigned", is_lead=False
    )
    part = case.part(county.fire)
    row = own_rows(part)[0]
    assert row.sub_task.compared_at is None
    comparison.confirm_list(by=county.fire_lead, sub_task=part)
    with pytest.raises(DomainError, match="已提交"):
        comparison.mark_not_mine(by=county.fire_lead, object_task=row, reason="属铁路消防管辖")


def test_a_department_compares_its_own_list_alone(case: Case, county: County):
    part = case.part(county.fire)
    for person, refusal in (
        (county.lead, Forbidden),
        (county.office, Forbidden),
        (county.fire_head, Forbidden),
        (county.outsider, NotFound),
    ):
        with pytest.raises(refusal):
            comparison.confirm_list(by=person, sub_task=part)


def test_with_the_last_comparison_the_teams_come_over(case: Case, county: County):
    part = case.part(county.fire)
    removed = own_rows(part)[0]
    comparison.mark_not_mine(by=county.fire_lead, object_task=removed, reason="不在辖区")
    assert not TeamMember.objects.exists()
    comparison.confirm_list(by=county.fire_lead, sub_task=part)
    part.refresh_from_db()
    case.fresh()
    assert (part.state, part.compared_by) == ("compared", "fire_lead")
    assert case.task.state == "list_compared"
    assert not TeamMember.objects.filter(object_task=removed).exists()
    event = AuditEvent.objects.get(type="list.compared")
    assert event.body["removed"] == 1


def test_what_was_handed_in_does_not_change(case: Case, county: County):
    part = case.part(county.fire)
    comparison.confirm_list(by=county.fire_lead, sub_task=part)
    with pytest.raises(DomainError, match="现在不是"):
        comparison.confirm_list(by=county.fire_lead, sub_task=part)


def test_a_first_of_two_departments_waits_for_the_other(case: Case, county: County):
    case.task.sub_tasks.create(
        department=county.justice, frame="OTHER", state="cosigned", is_lead=False
    )
    part = case.part(county.fire)
    comparison.confirm_list(by=county.fire_lead, sub_task=part)
    assert case.fresh().task.state == "objects_drawn"
    with pytest.raises(DomainError, match="已提交"):
        comparison.confirm_list(by=county.fire_lead, sub_task=part)


def test_a_lead_alone_confirms_its_own_list(county: County):
    case = frozen_case(county, cooperating=False).drawn()
    part = case.part(county.market)
    part.state = "invited"
    part.save()
    comparison.confirm_list(by=county.lead, sub_task=part)
    assert case.fresh().task.state == "list_compared"


def test_the_deadline_counts_working_days(county: County, monkeypatch):
    case = frozen_case(county).ready()
    CalendarDay.objects.create(date=date(2026, 10, 1), is_workday=False, name="国庆节")
    CalendarDay.objects.create(date=date(2026, 10, 2), is_workday=False, name="国庆节")
    monkeypatch.setattr(clock, "today", lambda: date(2026, 9, 30))
    drawing.draw_objects(by=county.operator, draw=case.draw)
    assert case.part(county.fire).compare_by == date(2026, 10, 6)
