"""Objects that a task names, as a complaint does, are all checked, caps or not (R-053)."""

from __future__ import annotations

import json

from county import County
from pool_case import reasons, sent_out
from task_station import WHOLE, approved_task, ceremony, make_station

from mingcha.registers.models import InspectionObject
from mingcha.tasks.actions import pools
from mingcha.tasks.models import PoolStratum, Task


def named(county: County, *objects: InspectionObject, source: str = "complaint") -> Task:
    task = approved_task(county, make_station(county, ratios=WHOLE))
    codes = [each.code for each in objects]
    Task.objects.filter(pk=task.pk).update(
        source=source, object_filter={"objects": codes}, ratios={"ALL": "100%"}
    )
    task.refresh_from_db()
    return task


def test_an_object_that_was_checked_this_year_is_checked_once_more(county: County):
    task = named(county)
    checked, other = InspectionObject.objects.order_by("pk")[:2]
    sent_out(county, checked, "published")
    Task.objects.filter(pk=task.pk).update(object_filter={"objects": [checked.code, other.code]})
    task.refresh_from_db()
    assert reasons(task) == {}
    draw = pools.freeze_pool(by=county.operator, task=task, ceremony=ceremony(county))
    [stratum] = PoolStratum.objects.all()
    assert (stratum.rows, stratum.eligible) == (2, 2)
    draft = json.loads(bytes(draw.files.get(path="draft.json").content))
    assert [each["bp"] for each in draft["plan"]["frames"][0]["strata"]] == [10_000]


def test_a_cap_holds_for_sources_that_are_not_exempt(county: County):
    task = named(county, source="ad_hoc")
    checked = InspectionObject.objects.order_by("pk")[0]
    sent_out(county, checked, "published")
    Task.objects.filter(pk=task.pk).update(object_filter={"objects": [checked.code]})
    task.refresh_from_db()
    assert reasons(task) == {"inspected_this_year": 1}
