"""Trigger rules through the pages: tried out, kept, held against today, answered."""

from __future__ import annotations

import pytest
from county import County
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from task_station import make_item, make_objects
from trigger_case import kept, marked

from mingcha.foundation import clock
from mingcha.orgs.models import Parameter
from mingcha.registers.models import InspectionItem
from mingcha.tasks.models import Task
from mingcha.triggers.actions.rules import run_trigger_rule
from mingcha.triggers.models import TriggerProposal, TriggerRule


@pytest.fixture
def item(county: County) -> InspectionItem:
    for found in make_objects(county, 60)[:55]:
        marked(found, "complaint", 0, 1, 2)
    return make_item(county.market, "SC-01", "食品经营检查")


def answers(item: InspectionItem, **changes: object) -> dict[str, object]:
    return {
        "title": "投诉集中",
        "basis": "澄市监〔2026〕8号",
        "indicator": "flags",
        "flag_kinds": ["complaint"],
        "threshold": "3",
        "window_days": "30",
        "items": [str(item.versions.get().pk)],
        "ratio": "20%",
        "mode": "county_county",
        "task_days": "30",
        "since": clock.today().isoformat(),
    } | changes


def test_a_rule_is_tried_out_kept_run_and_becomes_a_task(county: County, item, browse):
    client = browse(county.lead)
    page = client.post(reverse("trigger-new"), answers(item) | {"look": "1"}).content.decode()
    assert "今天会触发 55 户" in page
    assert 'value="投诉集中"' in page
    assert not TriggerRule.objects.exists()
    page = client.post(reverse("trigger-new"), answers(item), follow=True).content.decode()
    assert "30 日内新登记的投诉举报满 3 次" in page
    assert "还没有检查过" in page
    rule = TriggerRule.objects.get()
    page = client.post(reverse("trigger-run", args=[rule.pk]), follow=True).content.decode()
    assert "查看提示" in page
    assert "答复触发提示：投诉集中" in client.get(reverse("workbench")).content.decode()
    proposal = TriggerProposal.objects.get()
    page = client.get(reverse("trigger-proposal", args=[proposal.pk])).content.decode()
    assert "3 次" in page
    assert "第 1 页，共 2 页" in page
    done = client.post(reverse("trigger-step", args=[proposal.pk, "accept"]))
    task = Task.objects.get()
    assert done["Location"] == reverse("task", args=[task.pk])
    assert (task.source, task.ratios) == ("trigger", {"ALL": "20%"})
    page = client.get(done["Location"]).content.decode()
    assert f"触发提示：第 {proposal.pk} 号" in page
    page = client.get(reverse("trigger-proposal", args=[proposal.pk])).content.decode()
    assert task.number in page
    assert "发起任务</button>" not in page


def test_nobody_is_hit_and_the_form_says_so(county: County, item, browse):
    never = answers(item, threshold="9", look="1")
    page = browse(county.lead).post(reverse("trigger-new"), never).content.decode()
    assert "今天会触发 0 户" in page


def test_a_proposal_is_let_go_for_a_reason(county: County, item, browse):
    client = browse(county.lead)
    rule = kept(county, [item])
    client.post(reverse("trigger-run", args=[rule.pk]))
    proposal = TriggerProposal.objects.get()
    step = reverse("trigger-step", args=[proposal.pk, "decline"])
    page = client.post(step, {"reason": ""}, follow=True).content.decode()
    assert "请写明理由" in page
    page = client.post(step, {"reason": "已由派出所处理"}, follow=True).content.decode()
    assert "不检查：已由派出所处理" in page
    assert "已由派出所处理" in client.get(reverse("triggers")).content.decode()
    page = client.post(reverse("trigger-stop", args=[rule.pk]), follow=True).content.decode()
    assert "停止</span>" in page


def test_an_office_writes_for_a_department_of_its_region(county: County, item, browse):
    client = browse(county.office)
    client.post(reverse("trigger-new"), answers(item, department=county.market.pk))
    rule = TriggerRule.objects.get()
    assert (rule.department, rule.set_by) == (county.market, "office")
    client.post(reverse("trigger-run", args=[rule.pk]))
    proposal = TriggerProposal.objects.get()
    page = client.get(reverse("trigger-proposal", args=[proposal.pk])).content.decode()
    assert "发起任务</button>" not in page
    assert client.post(reverse("trigger-step", args=[proposal.pk, "accept"])).status_code == 403


def test_others_find_nothing(county: County, item, browse):
    rule = kept(county, [item])
    proposal = run_trigger_rule(by=county.lead, rule=rule)
    assert proposal is not None
    theirs = browse(county.fire_lead)
    assert "投诉集中" not in theirs.get(reverse("triggers")).content.decode()
    assert theirs.get(reverse("trigger-proposal", args=[proposal.pk])).status_code == 404
    for step in ("trigger-run", "trigger-stop"):
        assert theirs.post(reverse(step, args=[rule.pk])).status_code == 404
    assert theirs.post(reverse("trigger-step", args=[proposal.pk, "accept"])).status_code == 404
    own = browse(county.lead).post(reverse("trigger-step", args=[proposal.pk, "reopen"]))
    assert own.status_code == 404


def test_who_may_not_see_classes_is_not_told_them(county: County, item, browse):
    rule = kept(county, [item], object_filter={"risk_levels": ["D"]}, title="高风险投诉")
    browse(county.lead).post(reverse("trigger-run", args=[rule.pk]))
    proposal = TriggerProposal.objects.get()
    assert "D" in browse(county.lead).get(reverse("triggers")).content.decode()
    Parameter.objects.create(key="risk_class.roles_see", value=["dept_head"])
    client = browse(county.lead)
    assert "按风险类别确定" in client.get(reverse("triggers")).content.decode()
    page = client.get(reverse("trigger-proposal", args=[proposal.pk])).content.decode()
    assert "由能看到风险类别的人查看" in page
    assert "餐饮店" not in page
    form = client.get(reverse("trigger-new")).context["form"]
    assert "risk_levels" not in form.fields
    assert "class_worse" not in dict(form.fields["indicator"].choices)


def test_many_rules_stand_on_pages_and_take_as_many_queries_as_few(
    county: County, item, browse, django_assert_max_num_queries
):
    client = browse(county.lead)
    kept(county, [item], object_filter={"regions": [county.towns[0].code]})
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("triggers"))
    for number in range(24):
        ranged = {"regions": [county.towns[number % 2].code]}
        kept(county, [item], title=f"第{number}条", object_filter=ranged)
    with django_assert_max_num_queries(len(few)):
        page = client.get(reverse("triggers"))
    assert len(page.context["rules"]) == 20
    assert "rules=2" in page.content.decode()
    assert len(client.get(reverse("triggers"), {"rules": "2"}).context["rules"]) == 5
