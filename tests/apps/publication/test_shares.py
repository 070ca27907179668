"""What a county found in its share of a city's task, the county reviews and publishes (R-041, R-066)."""

from __future__ import annotations

import pytest
from city import make_city
from county import County
from issued_case import Issued, issue_case
from publication_case import reviewed

from mingcha.accounts.models import RoleGrant, User
from mingcha.foundation.errors import NotFound
from mingcha.inspections.actions.reviews import approve_record
from mingcha.inspections.models import InspectionRecord
from mingcha.inspections.selectors.reviews import visible_object_tasks
from mingcha.publication.actions.results import publish_result
from mingcha.publication.selectors.joint import joint_parts
from mingcha.tasks.models import ObjectTask, SubTask, Task


@pytest.fixture
def case(county: County) -> Issued:
    """The county's two departments each have a share of what the city's two drew."""
    made = issue_case(county)
    city = make_city(county)
    fire = city.market.__class__.objects.create(
        code="XFJY",
        name="安澜市消防救援支队",
        short_name="市消防支队",
        line=county.fire.line,
        region=city.region,
    )
    Task.objects.filter(pk=made.task.pk).update(
        region=city.region, lead_department=city.market, mode="city_draw_county_inspect"
    )
    made.task.refresh_from_db()
    for row, department in ((made.market_part, city.market), (made.fire_part, fire)):
        part = row.sub_task
        SubTask.objects.filter(pk=part.pk).update(frame=f"{part.frame}_2")
        drawing = SubTask.objects.create(
            task=made.task, department=department, frame=f"{part.frame}_1", state="cosigned"
        )
        SubTask.objects.filter(pk=part.pk).update(
            share_of=drawing, is_lead=False, frame=drawing.frame
        )
    SubTask.objects.filter(department=city.market).update(is_lead=True)
    return made


def fresh(row: ObjectTask) -> ObjectTask:
    return ObjectTask.objects.select_related("task", "sub_task__department", "object").get(
        pk=row.pk
    )


def test_the_county_reviews_and_publishes_and_the_city_cannot(case: Issued):
    row = fresh(case.market_part)
    reviewed(case.county, row)
    row = fresh(row)
    city_lead = User.objects.get(username="city_lead")
    with pytest.raises(NotFound):
        publish_result(by=city_lead, object_task=row)
    assert row not in visible_object_tasks(city_lead)
    assert row in visible_object_tasks(case.county.reviewer)
    published = publish_result(by=case.county.reviewer, object_task=row)
    assert published.content["parts"][0]["department"]["name"] == "澄川县市场监督管理局"


def test_only_a_reviewer_of_the_county_approves(case: Issued):
    row = fresh(case.market_part)
    reviewed(case.county, row)
    row.record.item_results.update(outcome="no_problem")
    InspectionRecord.objects.filter(pk=row.record.pk).update(acknowledgement="signed")
    row = fresh(row)
    ObjectTask.objects.filter(pk=row.pk).update(state="in_review")
    city_lead = User.objects.get(username="city_lead")
    RoleGrant.objects.create(user=city_lead, role="reviewer", granted_by="setup")
    record = fresh(row).record
    with pytest.raises(NotFound):
        approve_record(by=User.objects.get(pk=city_lead.pk), record=record)
    approve_record(by=case.county.reviewer, record=record)
    assert fresh(row).state == "approved"


def test_the_share_of_the_leads_part_comes_first_in_the_joint_result(case: Issued):
    for row in (case.fire_part, case.market_part):
        reviewed(case.county, fresh(row))
    parts = joint_parts(case.county.reviewer, case.market_part.pk)
    assert [part.row.pk for part in parts] == [case.market_part.pk, case.fire_part.pk]
