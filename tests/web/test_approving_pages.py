"""What the head reads before approving: caps that are met, and the form to be signed."""

from __future__ import annotations

from county import County
from django.urls import reverse
from pool_case import sent_out
from task_station import SCHEME, TODAY, make_inspectors, make_item, make_objects

from mingcha.orgs.models import Parameter
from mingcha.registers.models import InspectionItem
from mingcha.tasks.actions import creating, schemes
from mingcha.tasks.actions.grounds import add_ground
from mingcha.tasks.models import Task


def pending(county: County, source: str) -> Task:
    Parameter.objects.create(key="exclusion.inspected_this_year", value=False)
    caps = dict.fromkeys("ABCD", 1)
    Parameter.objects.create(key="cap.visits_per_year", value=caps, region=county.region)
    make_inspectors(county.market, 4)
    make_item(county.market, "SC-01", "食品经营检查")
    sent_out(county, make_objects(county, 8)[0], "published")
    task = creating.create_task_off_plan(
        by=county.lead,
        source=source,
        reason="集中投诉",
        particulars={
            "title": "专项检查",
            "object_filter": {},
            "ratios": {"ALL": "50%"},
            "period_from": TODAY,
            "period_to": TODAY,
            "mode": "county_county",
            "draw_kind": "untargeted",
        },
        items=InspectionItem.objects.filter(department=county.market),
    )
    schemes.write_scheme(by=county.lead, task=task, text=SCHEME, team_size=2)
    schemes.submit_scheme(by=county.lead, task=task)
    return task


def with_ground(county: County, task: Task) -> None:
    content = b"%PDF-1.7 complaint %%EOF"
    add_ground(by=county.lead, task=task, content=content, file_name="举报登记单.pdf")


def test_the_page_asks_for_the_caps_and_says_whose_reason_is_wanted(county: County, browse):
    task = pending(county, "complaint")
    client = browse(county.head)
    url = reverse("task-caps", args=[task.pk])
    assert url in client.get(reverse("task", args=[task.pk])).content.decode()
    page = client.get(url).content.decode()
    assert "澄川县第0餐饮店 1 户已达到《每年入企检查频次上限》" in page
    assert "请牵头机构先上传依据材料，再由负责人在审批意见中写明理由" in page
    with_ground(county, task)
    assert "请在审批意见中写明理由" in client.get(url).content.decode()
    step = reverse("task-step", args=[task.pk, "approve"])
    page = client.post(step, {"reason": ""}, follow=True).content.decode()
    assert "再检查就超过上限" in page
    assert Task.objects.get(pk=task.pk).state == "scheme_pending"
    client.post(step, {"reason": "食物中毒线索，须现场核实"})
    assert Task.objects.get(pk=task.pk).state == "approved"


def test_whom_a_cap_keeps_back_is_left_out(county: County, browse):
    task = pending(county, "ad_hoc")
    page = browse(county.head).get(reverse("task-caps", args=[task.pk])).content.decode()
    assert "冻结名录时不列入抽取" in page


def test_the_approval_form_has_all_that_is_decided(county: County, browse):
    task = pending(county, "complaint")
    client = browse(county.head)
    form = reverse("task-approval-form", args=[task.pk])
    assert form in client.get(reverse("task", args=[task.pk])).content.decode()
    page = client.get(form).content.decode()
    for words in (
        *("行政检查审批表", task.number, "投诉举报", "集中投诉", "食品经营检查：有关法规"),
        *("市场监督管理局每户 2 人", "任务来源不受限制", "周启明", "还没有审批"),
    ):
        assert words in page, words
    with_ground(county, task)
    step = reverse("task-step", args=[task.pk, "approve"])
    client.post(step, {"reason": "食物中毒线索，须现场核实"})
    page = client.get(form).content.decode()
    assert "批准：食物中毒线索，须现场核实" in page
    assert "吴正清" in page


def test_outside_the_scope_there_is_nothing(county: County, browse):
    task = pending(county, "complaint")
    for name in ("task-caps", "task-approval-form"):
        url = reverse(name, args=[task.pk])
        assert browse(county.outsider).get(url).status_code == 404
        assert browse(county.inspector).get(url).status_code == 403
