"""Objects that a cap keeps from one more visit (dossier E.2)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from city import make_city
from county import County
from pool_case import reasons, sent_out
from standing import Standing
from task_station import approved_task, make_item, make_station

from mingcha.foundation import clock
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.orgs.models import Department, Parameter
from mingcha.plans.actions.caps import end_cap, set_cap
from mingcha.plans.models import FrequencyCap
from mingcha.registers.models import InspectionItem, InspectionObject
from mingcha.tasks.caps import at_cap, caps_for
from mingcha.tasks.models import ObjectTask, SubTask, Task
from mingcha.tasks.pool_query import candidates


def out_of_the_way(county: County) -> Task:
    """Make a task that may draw who was inspected this year, without the general caps."""
    Parameter.objects.create(key="exclusion.inspected_this_year", value=False)
    Parameter.objects.create(
        key="cap.visits_per_year", value=dict.fromkeys("ABCD", 9), region=county.region
    )
    return approved_task(county, make_station(county))


STANDING = {"task": out_of_the_way}


@pytest.fixture
def task(standing: Standing) -> Task:
    return standing.made


def capped(county: County, **values: Any) -> FrequencyCap:
    given: dict[str, Any] = {
        "title": "一般企业上限",
        "max_visits": 1,
        "basis": "澄双随办〔2026〕3号",
        "since": date(2020, 1, 1),
        "window": "year",
    }
    return set_cap(by=county.office, **given | values)


def visited(county: County) -> InspectionObject:
    found = InspectionObject.objects.order_by("pk")[2]
    sent_out(county, found, "published")
    return found


def test_who_reached_the_cap_is_not_drawn(county: County, task: Task):
    visited(county)
    assert reasons(task) == {}
    rule = capped(county)
    assert reasons(task) == {"cap_reached": 1}
    end_cap(by=county.office, rule=rule)
    assert reasons(task) == {}


def test_the_pool_says_which_cap_it_was(county: County, task: Task):
    found = visited(county)
    capped(county, title="餐饮一年一次")
    part = task.sub_tasks.get(is_lead=True)
    row = candidates(part, clock.today()).get(pk=found.pk)
    assert (row.exclusion, row.exclusion_note) == ("cap_reached", "餐饮一年一次")


def test_two_visits_are_allowed_where_the_cap_is_two(county: County, task: Task):
    found = visited(county)
    capped(county, max_visits=2)
    assert reasons(task) == {}
    sent_out(county, found, "published")
    assert reasons(task) == {"cap_reached": 1}


def test_a_joint_visit_counts_once(county: County, task: Task):
    visited(county)
    capped(county, max_visits=2)
    first = ObjectTask.objects.get()
    other = SubTask.objects.create(
        task=first.task, department=county.fire, frame="XFJY", state="compared"
    )
    ObjectTask.objects.create(
        task=first.task, sub_task=other, object=first.object, state="published"
    )
    assert reasons(task) == {}


@pytest.mark.parametrize(
    ("asked", "kept_back"),
    [
        ({"industries": ["餐饮业"]}, {"cap_reached": 1}),
        ({"industries": ["建筑业"]}, {}),
        ({"kinds": ["enterprise"], "risk_levels": ["C"]}, {"cap_reached": 1}),
        ({"risk_levels": ["A"]}, {}),
    ],
)
def test_a_cap_is_for_the_objects_it_names(county: County, task: Task, asked, kept_back):
    visited(county)
    capped(county, object_filter=asked)
    assert reasons(task) == kept_back


def test_a_cap_of_another_department_or_item_keeps_nobody_back(county: County, task: Task):
    visited(county)
    capped(county, department=county.fire)
    capped(county, item=make_item(county.market, "SCJG-99", "广告检查"))
    assert reasons(task) == {}
    own = InspectionItem.objects.get(pk=task.sub_tasks.get(is_lead=True).items.get().item_id)
    sent = ObjectTask.objects.get()
    capped(county, item=own)
    assert reasons(task) == {}
    sent.sub_task.items.set(own.versions.all())
    assert reasons(task) == {"cap_reached": 1}


def test_a_superiors_cap_holds_and_counts_what_is_claimed(county: County, task: Task):
    visited(county)
    rule = capped(county)
    assert county.region.parent is not None
    FrequencyCap.objects.filter(pk=rule.pk).update(region=county.region.parent)
    assert reasons(task) == {"cap_reached": 1}
    with pytest.raises(NotFound):
        end_cap(by=county.office, rule=rule)


def test_what_the_city_did_in_the_county_counts_and_what_lies_elsewhere_does_not(
    county: County, task: Task
):
    found = visited(county)
    Task.objects.exclude(pk=task.pk).update(region=county.region.parent)
    capped(county)
    assert reasons(task) == {"cap_reached": 1}
    InspectionObject.objects.filter(pk=found.pk).update(region="130137")
    assert reasons(task) == {}


def test_each_level_has_its_cap_and_both_together_another(county: County, task: Task):
    visited(county)
    by_county = capped(county, levels=["county"])
    assert reasons(task) == {"cap_reached": 1}
    end_cap(by=county.office, rule=by_county)
    capped(county, levels=["city"])
    assert reasons(task) == {}
    capped(county, levels=["city", "county"], title="市县合计")
    assert reasons(task) == {"cap_reached": 1}


def test_a_city_draw_for_the_counties_meets_the_cap_of_the_county_level(county: County, task: Task):
    visited(county)
    capped(county, levels=["county"])
    Department.objects.filter(pk=task.lead_department_id).update(region=county.region.parent)
    for mode, concerned in (
        ("city_draw_county_inspect", True),
        ("city_county_joint", True),
        ("city_city", False),
    ):
        Task.objects.filter(pk=task.pk).update(mode=mode)
        assert bool(caps_for(Task.objects.get(pk=task.pk), clock.today())) is concerned


def test_the_citys_officers_count_where_both_levels_go_together(county: County, task: Task):
    found = visited(county)
    went = ObjectTask.objects.get(object=found)
    city = make_city(county).market
    part = SubTask.objects.create(task=went.task, department=city, frame="F9", state="cosigned")
    SubTask.objects.filter(pk=went.sub_task_id).update(share_of=part, is_lead=False)
    rule = capped(county, levels=["city"])
    assert not at_cap(rule, clock.today()).exists()
    Task.objects.filter(pk=went.task_id).update(mode="city_county_joint")
    assert at_cap(rule, clock.today()).exists()


def test_a_cap_on_one_kind_of_check_knows_of_no_other(county: County, task: Task):
    visited(county)
    capped(county, sources=["plan"], exempt_sources=["complaint"])
    assert FrequencyCap.objects.get().exempt_sources == []
    for source in ("complaint", "ad_hoc"):
        Task.objects.exclude(pk=task.pk).update(source=source)
        assert reasons(task) == {}
    Task.objects.exclude(pk=task.pk).update(source="plan")
    FrequencyCap.objects.update(sources=["plan", task.source])
    assert reasons(task) == {"cap_reached": 1}
    FrequencyCap.objects.update(sources=["campaign"])
    assert reasons(task) == {}


def test_exempt_sources_are_not_kept_back_but_count(county: County, task: Task):
    visited(county)
    Task.objects.exclude(pk=task.pk).update(source="complaint")
    capped(county, exempt_sources=["complaint"])
    assert reasons(task) == {"cap_reached": 1}
    Task.objects.filter(pk=task.pk).update(source="complaint")
    task.refresh_from_db()
    assert reasons(task) == {}


def test_a_cap_that_is_not_in_force_yet_keeps_nobody_back(county: County, task: Task):
    visited(county)
    capped(county, since=date(2100, 1, 1))
    assert reasons(task) == {}


def test_only_the_office_sets_caps_for_what_lies_in_its_region(county: County):
    with pytest.raises(Forbidden):
        set_cap(
            by=county.lead, title="x", max_visits=1, basis="y", since=date(2026, 1, 1),
            window="year",
        )  # fmt: skip
    elsewhere = county.outsider.department
    assert elsewhere is not None
    with pytest.raises(NotFound):
        capped(county, department=elsewhere)
    with pytest.raises(DomainError, match="依据"):
        capped(county, basis=" ")
