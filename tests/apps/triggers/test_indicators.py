"""What each indicator counts, from what value on, and in what time (R-101, R-104, R-152)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from county import County
from task_station import make_item, make_objects
from trigger_case import checked, marked, written

from mingcha.followup.models import FollowUp
from mingcha.foundation import clock
from mingcha.registers.actions.merging import merge_objects
from mingcha.registers.models import InspectionItem, InspectionObject, RiskClass
from mingcha.triggers.evaluating import number_hit


@pytest.fixture
def objects(county: County) -> list[InspectionObject]:
    return make_objects(county, 8)


@pytest.fixture
def item(county: County) -> InspectionItem:
    return make_item(county.market, "SC-01", "食品经营检查")


def hit(county: County, items: tuple[InspectionItem, ...] = (), **values: Any) -> int:
    return number_hit(written(county, **values), [item.pk for item in items])


def test_complaints_within_the_window_are_counted(county: County, objects):
    marked(objects[0], "complaint", 0, 12, 29)
    marked(objects[1], "complaint", 0, 12, 30)
    marked(objects[2], "complaint", 1, 2)
    marked(objects[2], "media", 3)
    assert hit(county) == 1
    assert hit(county, window_days=31) == 2
    assert hit(county, flag_kinds=["complaint", "media"]) == 2
    assert hit(county, threshold=2) == 3
    assert hit(county, threshold=4) == 0


def test_only_existing_objects_of_the_own_register_in_the_range_are_meant(county: County, objects):
    for found in objects[:4]:
        marked(found, "complaint", 0, 1, 2)
    assert hit(county) == 4
    InspectionObject.objects.filter(pk=objects[0].pk).update(status="deregistered")
    objects[1].entries.update(is_active=False)
    assert hit(county) == 2
    assert hit(county, object_filter={"regions": [county.towns[0].code]}) == 1
    assert hit(county, department=county.fire) == 0


def test_lists_count_while_the_object_is_on_them(county: County, objects):
    marked(objects[0], "abnormal_list", 5)
    marked(objects[0], "serious_violation_list", 3)
    marked(objects[1], "abnormal_list", 5, until=1)
    marked(objects[2], "abnormal_list", 50)
    lists = ["abnormal_list", "serious_violation_list"]
    assert hit(county, indicator="listed", flag_kinds=lists, threshold=1) == 1
    assert hit(county, indicator="listed", flag_kinds=lists, threshold=2) == 1
    assert hit(county, indicator="listed", flag_kinds=["abnormal_list"], threshold=2) == 0


def test_follow_ups_beyond_their_day_are_counted(county: County, objects):
    today = clock.today()
    for number, (due, state) in enumerate(
        [(-1, "open"), (-2, "rectifying"), (0, "open"), (-3, "closed"), (-40, "open")]
    ):
        record = checked(county, objects[number], "rectified")
        FollowUp.objects.create(
            object_task=record.object_task,
            due_on=today + timedelta(days=due),
            state=state,
            outcome="已改正",
            closed_at=clock.now() if state == "closed" else None,
        )
    assert hit(county, indicator="overdue", threshold=1) == 2
    assert hit(county, indicator="overdue", threshold=1, window_days=60) == 3
    assert hit(county, indicator="overdue", threshold=2) == 0


def test_problems_in_the_last_checks_are_counted(county: County, objects):
    for ago, result in [(20, "rectified"), (10, "unreachable"), (5, "no_problem")]:
        checked(county, objects[0], result, days_ago=ago)
    checked(county, objects[1], "rectified", days_ago=100)
    rule = {"indicator": "problems", "window_days": 60}
    assert hit(county, **rule, threshold=2, last_checks=3) == 1
    assert hit(county, **rule, threshold=2, last_checks=2) == 0
    assert hit(county, **rule, threshold=1, last_checks=2) == 1
    assert hit(county, **rule, threshold=3, last_checks=3) == 0


def test_checks_of_others_and_unfinished_ones_do_not_count(county: County, objects):
    checked(county, objects[0], "rectified", lead_department=county.fire)
    record = checked(county, objects[1], "rectified")
    record.__class__.objects.filter(pk=record.pk).update(submitted_at=None)
    rule = {"indicator": "problems", "threshold": 1, "last_checks": 1}
    assert hit(county, **rule) == 0


def test_checks_of_a_merged_object_count_for_the_survivor(county: County, objects):
    checked(county, objects[0], "rectified", days_ago=3)
    checked(county, objects[1], "rectified", days_ago=2)
    rule = {"indicator": "problems", "threshold": 2, "last_checks": 2}
    assert hit(county, **rule) == 0
    merge_objects(by=county.lead, gone=objects[0], kept=objects[1], reason="同一家")
    assert hit(county, **rule) == 1


def classed(found: InspectionObject, *levels: tuple[int, str]) -> None:
    RiskClass.objects.filter(object=found).delete()
    for ago, level in levels:
        day = clock.today() - timedelta(days=ago)
        RiskClass.objects.create(object=found, scheme_id="generic", level=level, as_of=day)


def test_a_class_that_got_worse_within_the_window(county: County, objects):
    classed(objects[0], (90, "A"), (5, "C"))
    classed(objects[1], (90, "A"), (40, "C"))
    classed(objects[2], (90, "D"), (5, "B"))
    classed(objects[3], (5, "D"))
    classed(objects[4], (90, "C"), (20, "A"), (3, "B"))
    for found in objects[5:]:
        classed(found)
    assert hit(county, indicator="class_worse", threshold=1) == 2
    assert hit(county, indicator="class_worse", threshold=2) == 1
    assert hit(county, indicator="class_worse", threshold=2, window_days=60) == 2


def test_an_items_share_of_problems_concerns_who_was_not_checked_yet(county: County, objects, item):
    for found in objects[:3]:
        checked(county, found, "rectified", days_ago=2, item=item)
    checked(county, objects[3], "no_problem", days_ago=2, item=item)
    rule: dict[str, Any] = {"indicator": "problem_share", "least_results": 4}
    assert hit(county, (item,), **rule, threshold=75) == 4
    assert hit(county, (item,), **rule, threshold=76) == 0
    assert hit(county, (item,), **rule | {"least_results": 5}, threshold=75) == 0
    other = make_item(county.market, "SC-02", "价格检查")
    assert hit(county, (other,), **rule, threshold=1) == 0
