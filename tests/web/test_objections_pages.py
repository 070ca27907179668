"""Objections on the page of the pool: taken down by the lead, decided by the head, seen by no other."""

from __future__ import annotations

import re

import pytest
from county import County
from django.urls import reverse
from task_station import frozen_task, make_station

from mingcha.foundation import clock
from mingcha.tasks.actions.ceremony import open_commitments
from mingcha.tasks.models import Objection, Task

GIVEN = {"objector": "澄川县某餐饮店", "text": "已经停业，不应列入名录"}


@pytest.fixture
def task(county: County) -> Task:
    return frozen_task(county, make_station(county, objects=12, ratios={"ALL": "10%"}))


def test_an_objection_goes_from_the_page_to_the_head_and_back(county: County, task: Task, browse):
    pool, new = (reverse(name, args=[task.pk]) for name in ("task-pool", "task-objection-new"))
    lead = browse(county.lead)
    assert new in lead.get(pool).content.decode()
    shown = lead.post(new, GIVEN | {"raised_on": clock.today().isoformat()}, follow=True)
    assert "待部门负责人处理" in shown.content.decode()
    assert "/dismiss/" not in shown.content.decode()
    head = browse(county.head)
    (dismiss,) = re.findall(r'action="([^"]+/dismiss/)"', head.get(pool).content.decode())
    answer = head.post(dismiss, {"reason": "经核实仍在营业"}, follow=True).content.decode()
    assert "异议不成立" in answer
    assert "经核实仍在营业" in answer
    assert head.post(dismiss.replace("dismiss", "forget")).status_code == 404
    open_commitments(by=county.operator, draw=task.draw)
    assert browse(county.lead).get(new).status_code == 404


def test_who_objected_is_not_for_others(county: County, task: Task, browse):
    Objection.objects.create(
        draw=task.draw, raised_on=clock.today(), recorded_by=county.lead.username, **GIVEN
    )
    for other in (county.witness, county.outsider, county.fire_lead):
        page = browse(other).get(reverse("task-pool", args=[task.pk]))
        assert "某餐饮店" not in page.content.decode()
