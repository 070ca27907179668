"""The page on which a pool is compared with an earlier one, and its table."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from county import County
from django.urls import reverse
from openpyxl import load_workbook
from task_station import BY_CLASS, approved_task, frozen_task, make_line, make_station

from mingcha.foundation import clock
from mingcha.registers.models import InspectionObject
from mingcha.tasks.models import Draw, Task


@pytest.fixture
def task(county: County) -> Task:
    """A task whose range was frozen a month ago; since then one has another class, one is shut."""
    earlier = frozen_task(county, make_station(county))
    Draw.objects.filter(task=earlier).update(frozen_at=clock.now() - timedelta(days=40))
    Task.objects.filter(pk=earlier.pk).update(state="done")
    first, second = InspectionObject.objects.filter(risk_level="A").order_by("key")[:2]
    InspectionObject.objects.filter(pk=first.pk).update(risk_level="D")
    InspectionObject.objects.filter(pk=second.pk).update(status="revoked")
    return approved_task(county, make_line(county, BY_CLASS))


def test_changes_are_shown_and_handed_out(county: County, task: Task, browse):
    client = browse(county.lead)
    page = reverse("task-pool-comparison", args=[task.pk])
    assert page in client.get(reverse("task-pool", args=[task.pk])).content.decode()
    shown = client.get(page).content.decode()
    for words in ("以前 120 户，现在 120 户", "类别变化", "不再参加抽取", "A 类"):
        assert words in shown
    answer = client.get(reverse("task-pool-comparison-export", args=[task.pk]))
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [[row[0], row[3], row[4]] for row in rows] == [
        ["类别变化", "A 类，参加抽取", "D 类，参加抽取"],
        ["不再参加抽取", "A 类，参加抽取", "A 类，不参加抽取"],
    ]


def test_classes_stay_with_who_may_see_them(county: County, task: Task, browse):
    page = browse(county.witness).get(reverse("task-pool-comparison", args=[task.pk]))
    assert page.status_code == 404 or "A 类" not in page.content.decode()
    assert browse(county.outsider).get(page.request["PATH_INFO"]).status_code == 404


def test_without_an_earlier_pool_it_says_so(county: County, browse):
    task = approved_task(county, make_station(county))
    client = browse(county.lead)
    page = client.get(reverse("task-pool-comparison", args=[task.pk])).content.decode()
    assert "没有可以对比的名录" in page
    export = reverse("task-pool-comparison-export", args=[task.pk])
    assert client.get(export).status_code == 404
