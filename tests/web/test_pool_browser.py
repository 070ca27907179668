"""A frozen pool and its comparison in a real browser, wide and narrow."""

from __future__ import annotations

from datetime import timedelta

import pytest
from browsing import CHROMIUM
from county import County, make_county
from looking import faults_of
from playwright.sync_api import expect
from task_station import BY_CLASS, approved_task, frozen_task, make_line, make_station

from mingcha.foundation import clock
from mingcha.tasks.actions.objections import record_objection
from mingcha.tasks.models import Draw, Task

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine"),
]


@pytest.fixture
def made() -> County:
    return make_county()


def test_the_comparison_is_read_on_a_desk_and_on_a_phone(open_page, made: County):
    earlier = frozen_task(made, make_station(made))
    Draw.objects.filter(task=earlier).update(frozen_at=clock.now() - timedelta(days=40))
    Task.objects.filter(pk=earlier.pk).update(state="done")
    task = approved_task(made, make_line(made, BY_CLASS))
    page = open_page("task-pool-comparison", task.pk)
    expect(page.get_by_label("对比")).to_contain_text("餐饮服务单位综合抽查")
    assert faults_of(page) == {}


def test_a_frozen_pool_with_an_objection_is_read_there_too(open_page, made: County):
    task = frozen_task(made, make_station(made))
    record_objection(
        by=made.lead,
        task=task,
        objector="澄川县某餐饮店",
        raised_on=clock.today(),
        object_code="",
        text="已经停业，不应列入名录",
    )
    page = open_page("task-pool", task.pk)
    expect(page.get_by_text("待部门负责人处理")).to_be_visible()
    assert faults_of(page) == {}
    assert faults_of(open_page("task-objection-new", task.pk)) == {}
