"""A neighbour is asked for officers through the pages, and answers (R-060)."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from county import County
from django.urls import reverse
from task_station import approved_task, make_line, make_objects

from mingcha.orgs.models import Department
from mingcha.tasks.models import NeighbourHelp, Task


@pytest.fixture
def task(county: County) -> Task:
    make_objects(county, 20)
    return approved_task(county, make_line(county, {"ALL": "20%"}, no_class_reason="试"))


def asked(county: County, browse, task: Task) -> NeighbourHelp:
    elsewhere = Department.objects.get(region="130137")
    page = reverse("task-help", args=[task.pk])
    browse(county.lead).post(page, {"department": elsewhere.pk, "note": "3 户，需要 2 人"})
    return NeighbourHelp.objects.order_by("pk").last()


def step(request: NeighbourHelp, verb: str) -> str:
    return reverse("task-help-step", args=[request.pk, verb])


def test_asked_and_agreed_through_the_pages(county: County, browse, task: Task):
    shown = browse(county.lead).get(reverse("task", args=[task.pk])).content.decode()
    assert reverse("task-help", args=[task.pk]) in shown
    request = asked(county, browse, task)
    page = reverse("task-helps")
    own = browse(county.lead).get(page).content.decode()
    assert step(request, "withdraw") in own
    assert step(request, "agree") not in own
    theirs = browse(county.outsider).get(page).content.decode()
    assert step(request, "agree") in theirs
    assert "3 户，需要 2 人" in theirs
    assert "答复支援请求" in browse(county.outsider).get(reverse("workbench")).content.decode()
    done = browse(county.outsider).post(step(request, "agree"), follow=True)
    assert "已同意支援" in done.content.decode()
    shown = browse(county.lead).get(reverse("task", args=[task.pk])).content.decode()
    assert "邻近支援：清禾县市场监督管理局（同意支援）" in shown


def test_refused_with_a_reason_that_the_asking_department_reads(county: County, browse, task: Task):
    request = asked(county, browse, task)
    browse(county.outsider).post(step(request, "refuse"), {"reason": "抽不出人"})
    assert "抽不出人" in browse(county.lead).get(reverse("task-helps")).content.decode()
    assert browse(county.outsider).post(step(request, "burn")).status_code == HTTPStatus.NOT_FOUND


def test_who_has_no_part_in_a_request_finds_none(county: County, browse, task: Task):
    request = asked(county, browse, task)
    fire = browse(county.fire_lead)
    assert "还没有支援请求" in fire.get(reverse("task-helps")).content.decode()
    assert fire.post(step(request, "agree")).status_code == HTTPStatus.NOT_FOUND
    assert fire.get(reverse("task-help", args=[task.pk])).status_code == HTTPStatus.NOT_FOUND
    assert (
        browse(county.outsider).get(reverse("task", args=[task.pk])).status_code
        == HTTPStatus.NOT_FOUND
    )


def test_withdrawn_before_an_answer(county: County, browse, task: Task):
    request = asked(county, browse, task)
    browse(county.lead).post(step(request, "withdraw"))
    request.refresh_from_db()
    assert request.state == "withdrawn"
