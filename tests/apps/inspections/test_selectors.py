"""What each role sees of inspections."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from issued_case import BEIJING, THAT_DAY, Issued, photo

from mingcha.accounts.models import RoleGrant, User
from mingcha.foundation.errors import Forbidden, NotFound
from mingcha.inspections.actions.photos import add_photo
from mingcha.inspections.actions.reviews import approve_record
from mingcha.inspections.actions.visits import book_visit
from mingcha.inspections.models import Visit
from mingcha.inspections.selectors import deadlines, own, reviews
from mingcha.inspections.selectors.waiting import waiting_for
from mingcha.orgs.models import Parameter
from mingcha.orgs.workcalendar import work_calendar
from mingcha.tasks.models import ObjectTask


def test_an_inspector_sees_the_own_teams_alone(case: Issued):
    assert list(own.open_visits(case.county.inspector)) == [case.market_part]
    assert list(own.open_visits(case.county.fire_inspector)) == [case.fire_part]
    with pytest.raises(NotFound):
        own.get_own(case.county.inspector, case.fire_part.pk)
    with pytest.raises(Forbidden):
        own.open_visits(case.county.reviewer)


def test_today_and_later_are_told_apart(case: Issued):
    by = case.county.inspector
    assert list(own.coming_visits(by)) == [case.market_part]
    book_visit(by=by, object_task=case.market_part, day=(THAT_DAY + timedelta(days=1)).date())
    assert not own.todays_visits(by).exists()
    assert own.coming_visits(by)[0].planned_on == (THAT_DAY + timedelta(days=1)).date()
    book_visit(by=by, object_task=case.market_part, day=THAT_DAY.date(), reason="提前")
    assert list(own.todays_visits(by)) == [case.market_part]
    assert not own.coming_visits(by).exists()


def test_visits_of_this_year_are_counted_joint_ones_once(case: Issued, begun):
    from issued_case import make_task

    last_year = make_task(case.county, "13013620250009")
    Visit.objects.create(
        task=last_year, object=case.shop, started_at=datetime(2025, 9, 1, tzinfo=BEIJING)
    )
    assert own.get_own(case.county.fire_inspector, case.fire_part.pk).visits_this_year == 1
    other = make_task(case.county, "13013620260009")
    Visit.objects.create(task=other, object=case.shop, started_at=THAT_DAY)
    assert own.get_own(case.county.inspector, case.market_part.pk).visits_this_year == 2


def test_an_item_of_another_team_is_not_found(case: Issued, begun):
    mine = begun.item_results.first()
    assert own.get_own_item(case.county.colleague, case.market_part.pk, mine.pk) == mine
    with pytest.raises(NotFound):
        own.get_own_item(case.county.fire_inspector, case.fire_part.pk, mine.pk)


def test_the_own_entry_of_the_register(case: Issued):
    assert own.own_inspector(case.county.inspector) == case.people["inspector"]
    case.people["inspector"].user = None
    case.people["inspector"].save()
    with pytest.raises(NotFound, match="名录"):
        own.own_inspector(case.county.inspector)


def test_handed_in_records_leave_the_open_list(case: Issued, submitted):
    assert not own.open_visits(case.county.inspector).exists()
    assert list(own.own_records(case.county.inspector)) == [case.market_part]


def test_the_reviewers_list_leaves_out_the_own_teams(case: Issued, submitted):
    assert list(reviews.waiting_for_review(case.county.reviewer)) == [submitted]
    for persona in ("colleague", "fire_head"):
        user = getattr(case.county, persona)
        RoleGrant.objects.create(user=user, role="reviewer", granted_by="setup")
        again = User.objects.get(pk=user.pk)
        assert not reviews.waiting_for_review(again).exists()
    with pytest.raises(Forbidden):
        reviews.waiting_for_review(case.county.lead)


def test_scope_decides_who_sees_an_object_task(case: Issued, begun):
    assert reviews.get_visible(case.county.lead, case.market_part.pk) == case.market_part
    assert set(reviews.visible_object_tasks(case.county.office)) == {
        case.market_part,
        case.fire_part,
    }
    for persona in ("fire_lead", "outsider"):
        with pytest.raises(NotFound):
            reviews.get_visible(getattr(case.county, persona), case.market_part.pk)
    assert reviews.record_of(case.market_part) == begun
    assert reviews.record_of(case.fire_part) is None


def test_a_photo_is_for_the_team_and_for_the_scope(case: Issued, begun):
    made = add_photo(
        by=case.county.inspector,
        object_task=case.market_part,
        content=photo(),
        file_name="a.jpg",
    )
    for persona in ("colleague", "reviewer", "lead", "office"):
        assert reviews.get_photo(getattr(case.county, persona), made.pk) == made
    for persona in ("fire_inspector", "fire_lead", "sys_admin", "outsider"):
        with pytest.raises(NotFound):
            reviews.get_photo(getattr(case.county, persona), made.pk)
    with pytest.raises(NotFound):
        reviews.get_photo(case.county.lead, made.pk + 1)


def test_who_could_step_in(case: Issued):
    assert reviews.could_replace(case.market_part) == [case.people["spare"]]


def test_overdue_and_due_soon_are_told_to_lead_and_office(case: Issued, submitted, that_day):
    lead, office = case.county.lead, case.county.office
    assert not deadlines.due_soon(lead).exists()
    that_day.move_to(datetime(2026, 10, 13, 9, 0, tzinfo=BEIJING))
    assert list(deadlines.due_soon(lead)) == [submitted]
    that_day.move_to(datetime(2026, 10, 20, 23, 0, tzinfo=BEIJING))
    assert list(deadlines.due_soon(office)) == [submitted]
    assert not deadlines.overdue_publications(office).exists()
    that_day.move_to(datetime(2026, 10, 21, 0, 30, tzinfo=BEIJING))
    assert list(deadlines.overdue_publications(office)) == [submitted]
    assert list(deadlines.overdue_publications(lead)) == [submitted]
    assert not deadlines.overdue_publications(case.county.fire_lead).exists()
    approve_record(by=case.county.reviewer, record=submitted)
    assert deadlines.overdue_publications(lead).exists()
    ObjectTask.objects.filter(pk=case.market_part.pk).update(state="published")
    assert not deadlines.overdue_publications(lead).exists()


def test_how_early_one_is_warned_is_a_parameter(case: Issued, submitted, that_day):
    Parameter.objects.create(key="publication.warn_days", value=1, reason="试验")
    that_day.move_to(datetime(2026, 10, 13, 9, 0, tzinfo=BEIJING))
    assert not deadlines.due_soon(case.county.lead).exists()


def test_years_whose_holidays_are_not_known_are_named(case: Issued, submitted):
    assert deadlines.years_without_calendar(case.county.lead) == []
    submitted.publish_by = datetime(2027, 1, 8, tzinfo=BEIJING).date()
    submitted.save()
    assert deadlines.years_without_calendar(case.county.lead) == [2027]
    assert deadlines.years_without_calendar(case.county.fire_lead) == []
    assert not work_calendar(2026, 2027).knows(2027)


def test_to_dos_come_by_due_date(case: Issued, begun):
    todo = waiting_for(case.county.inspector)[0]
    assert todo.title == "现场检查：城关镇老槐树面馆（检查中）"
    assert todo.due == case.task.period_to
    assert waiting_for(case.county.reviewer) == []
    assert waiting_for(case.county.lead) == []


def test_a_reviewer_is_told_what_waits(case: Issued, submitted):
    todo = waiting_for(case.county.reviewer)[0]
    assert (todo.title, todo.due) == ("审核检查结果：城关镇老槐树面馆", submitted.publish_by)
    assert todo.url.endswith(f"/{case.market_part.pk}/")
