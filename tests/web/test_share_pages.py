"""A county finds its share of a city's task on the pages, and does its part there (R-041, R-066)."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from county import County
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from shared_case import Shared, draw_now, drawn_case, shared_case
from task_station import WHOLE, make_line

from mingcha.tasks.actions import comparison
from mingcha.tasks.models import ObjectTask


@pytest.fixture
def drawn(county: County) -> Shared:
    return drawn_case(county)


def test_a_county_compares_its_share_through_the_pages(county: County, browse, drawn: Shared):
    lead = browse(county.lead)
    task = lead.get(reverse("task", args=[drawn.task.pk])).content.decode()
    assert "下派到县的分任务" in task
    assert "已下派待比对" in task
    draw = lead.get(reverse("draw", args=[drawn.case.draw.pk])).content.decode()
    assert "澄川县市场监督管理局" in draw
    page = reverse("draw-part", args=[drawn.case.draw.pk, county.market.pk])
    shown = lead.get(page).content.decode()
    assert "由安澜市市场监督管理局抽取" in shown
    assert "本部门名录中没有" in shown
    own = reverse("draw-part-confirm", args=[drawn.case.draw.pk, county.market.pk])
    assert "已提交比对结果" in lead.post(own, follow=True).content.decode()
    foreign = reverse("draw-part", args=[drawn.case.draw.pk, drawn.other.pk])
    assert lead.get(foreign).status_code == HTTPStatus.NOT_FOUND
    assert "比对名单" not in lead.get(reverse("workbench")).content.decode()


def test_the_counties_heads_fill_their_teams_and_the_citys_head_any(
    county: County, browse, drawn: Shared
):
    for by, department in ((county.lead, county.market), (drawn.outsider, drawn.other)):
        comparison.confirm_list(by=by, sub_task=drawn.share(department))
    row = drawn.share(county.market).object_tasks.first()
    assert row is not None
    row.team.all().delete()
    page = reverse("draw-assign", args=[drawn.case.draw.pk, row.pk])
    teams = reverse("draw-teams", args=[drawn.case.draw.pk])
    for who in (county.head, drawn.city.head):
        assert page in browse(who).get(teams).content.decode()
    offered = {
        who: browse(who).get(page).context["form"].fields["inspector"].queryset.count()
        for who in (county.head, drawn.city.head)
    }
    assert offered == {county.head: 6, drawn.city.head: 10}
    assert page not in browse(drawn.outsider).get(teams).content.decode()
    assert browse(drawn.outsider).get(page).status_code == HTTPStatus.NOT_FOUND


def test_a_plan_tells_which_of_its_lines_the_city_carries_out(county: County, browse):
    line = make_line(county, WHOLE, mode="county_county", no_class_reason="试")
    made = shared_case(county)
    parent = made.line.items.get()
    line.items.update(parent=parent, claimed_version=parent.versions.get())
    draw_now(made)
    shown = browse(county.lead).get(reverse("plan", args=[line.version.plan_id])).content.decode()
    assert "由上级抽查覆盖 1 条" in shown
    assert "不必再单独抽取" in shown


def test_the_tasks_page_asks_no_more_where_more_was_drawn(
    county: County, browse, drawn: Shared, django_assert_num_queries
):
    page, lead = reverse("task", args=[drawn.task.pk]), browse(drawn.city.lead)
    lead.get(page)
    with CaptureQueriesContext(connection) as many:
        lead.get(page)
    share = drawn.share(county.market)
    ObjectTask.objects.filter(sub_task=share).exclude(pk=share.object_tasks.first().pk).delete()
    with django_assert_num_queries(len(many)):
        lead.get(page)
