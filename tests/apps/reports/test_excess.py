"""Objects visited more often than a cap allows, of visits made (R-050)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from checked_case import make_record
from city import make_city
from county import County
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mingcha.foundation import clock
from mingcha.foundation.errors import Forbidden
from mingcha.inspections.models import InspectionRecord, Visit
from mingcha.orgs.models import Department, Parameter
from mingcha.plans.actions.caps import set_cap
from mingcha.registers.models import InspectionObject, ObjectMerge
from mingcha.reports.selectors.excess import excess_report
from mingcha.tasks.models import ObjectTask, SubTask, Task


@pytest.fixture
def shop(county: County) -> InspectionObject:
    """An enterprise that the market bureau checked once; no class has a cap that matters."""
    Parameter.objects.create(
        key="cap.visits_per_year", value=dict.fromkeys("ABCD", 9), region=county.region
    )
    found = make_record(county).object_task.object
    Task.objects.update(year=clock.today().year)
    return found


def again(county: County, found: InspectionObject, by: Department | None = None) -> ObjectTask:
    """Let the object be checked in one more task."""
    task = Task.objects.order_by("pk").first()
    department = by or county.market
    task.pk, task.number = None, f"1301362026{800 + Task.objects.count():04d}"
    task.title, task.lead_department = f"第{Task.objects.count()}次", department
    task.save()
    part = SubTask.objects.create(task=task, department=department, is_lead=True, frame="F")
    return signed(part, found)


def signed(part: SubTask, found: InspectionObject) -> ObjectTask:
    row = ObjectTask.objects.create(task=part.task, sub_task=part, object=found, state="approved")
    visit, _ = Visit.objects.get_or_create(task=part.task, object=found)
    InspectionRecord.objects.create(
        object_task=row, visit=visit, methods=["on_site"], entered_by="x", signed_at=clock.now()
    )
    return row


def capped(county: County, **values: Any) -> None:
    given = {"title": "一年一次", "max_visits": 1, "basis": "3号", "window": "year"} | values
    set_cap(by=county.office, since=date(2020, 1, 1), **given)


def test_visits_beyond_the_cap_are_listed_by_object_and_department(county: County, shop):
    capped(county)
    assert excess_report(county.office).rows == []
    again(county, shop, county.fire)
    report = excess_report(county.office)
    (row,) = report.rows
    assert (row.object, row.cap, row.allowed, row.made) == (shop, "一年一次", 1, 2)
    assert [visit.departments for visit in row.visits] == [("市场监督管理局",), ("消防救援大队",)]
    assert sorted(report.departments) == [("市场监督管理局", 1), ("消防救援大队", 1)]
    own = excess_report(county.lead).rows[0]
    assert [visit.is_own for visit in own.visits] == [True, False]
    assert own.visits[1].title == "其他部门的任务"
    with pytest.raises(Forbidden):
        excess_report(county.inspector)


def test_a_share_of_what_the_city_drew_counts_in_the_county(county: County, shop):
    Parameter.objects.update(value=dict.fromkeys("ABCD", 1))
    capped(county)
    row = again(county, shop)
    city = make_city(county)
    above = SubTask.objects.create(
        task=row.task, department=city.market, frame="C", state="cosigned"
    )
    SubTask.objects.filter(pk=row.sub_task_id).update(share_of=above, is_lead=False)
    Task.objects.filter(pk=row.task_id).update(region=city.region, lead_department=city.market)
    for person in (county.office, county.lead):
        found = excess_report(person).rows
        assert {row.cap for row in found} == {"一年一次", "每年入企检查频次上限"}
        assert {row.made for row in found} == {2}


def test_a_joint_visit_counts_once_and_one_not_made_does_not(county: County, shop):
    capped(county)
    first = ObjectTask.objects.get()
    other = SubTask.objects.create(task=first.task, department=county.fire, frame="XFJY")
    signed(other, shop)
    later = again(county, shop)
    InspectionRecord.objects.filter(object_task=later).update(signed_at=None)
    assert excess_report(county.office).rows == []
    Task.objects.filter(pk=later.task_id).update(state="voided", void_reason="重复")
    InspectionRecord.objects.filter(object_task=later).update(signed_at=clock.now())
    assert excess_report(county.office).rows == []
    again(county, shop)
    (row,) = excess_report(county.office).rows
    assert [visit.departments for visit in row.visits] == [
        ("市场监督管理局", "消防救援大队"),
        ("市场监督管理局",),
    ]


def test_a_department_without_a_part_does_not_see_it(county: County, shop):
    capped(county)
    again(county, shop)
    assert excess_report(county.fire_lead).rows == []
    capped(county, title="本部门两次", department=county.fire, max_visits=2)
    assert len(excess_report(county.office).rows) == 1


def test_a_cap_is_for_the_objects_and_the_department_it_names(county: County, shop):
    again(county, shop, county.fire)
    capped(county, department=county.market)
    capped(county, object_filter={"kinds": ["self_employed"]})
    assert excess_report(county.office).rows == []
    capped(county, object_filter={"kinds": ["enterprise"]})
    assert len(excess_report(county.office).rows) == 1


def test_what_was_merged_counts_with_the_object_that_stays(county: County, shop):
    capped(county)
    old = make_record(county, serial=2).object_task.object
    Task.objects.update(year=clock.today().year)
    assert excess_report(county.office).rows == []
    ObjectMerge.objects.create(
        gone=old, into=shop, survivor=shop, reason="同一户", merged_by="lead", merged_at=clock.now()
    )
    again(county, old)
    (row,) = excess_report(county.office).rows
    assert (row.object, row.made) == (shop, 2)


def test_the_cap_of_a_class_is_shown_to_who_sees_classes(county: County, shop):
    Parameter.objects.filter(key="cap.visits_per_year").update(value={"A": 1, "B": 9})
    InspectionObject.objects.filter(pk=shop.pk).update(risk_level="A")
    again(county, shop)
    assert [row.shown for row in excess_report(county.office).rows] == [""]
    Parameter.objects.create(key="risk_class.roles_see", value=["coord_office"])
    assert [row.shown for row in excess_report(county.office).rows] == ["1"]


def test_the_report_is_a_page_and_a_workbook(county: County, browse, shop):
    capped(county)
    client = browse(county.office)
    page = client.get(reverse("report-excess"))
    assert "没有超频次的检查" in page.content.decode()
    again(county, shop)
    page = client.get(reverse("report-excess")).content.decode()
    assert shop.name in page
    assert reverse("task", args=[Task.objects.latest("pk").pk]) in page
    assert reverse("report-excess") in client.get(reverse("reports")).content.decode()
    answer = client.get(reverse("report-excess-export"))
    assert answer.headers["Content-Type"].endswith("sheet")
    assert len(b"".join(answer.streaming_content)) > 1000


def test_questions_do_not_grow_with_objects(county: County, shop):
    capped(county)
    again(county, shop)
    with CaptureQueriesContext(connection) as few:
        excess_report(county.office)
    for serial in range(3, 6):
        found = make_record(county, serial=serial).object_task.object
        Task.objects.update(year=clock.today().year)
        again(county, found)
    with CaptureQueriesContext(connection) as many:
        assert len(excess_report(county.office).rows) == 4
    assert len(many) == len(few)
