"""The pages of a task, from the plan line to the frozen pool."""

from __future__ import annotations

import io
from datetime import timedelta
from http import HTTPStatus

import pytest
from county import County
from django.urls import reverse
from openpyxl import load_workbook
from task_station import WHOLE, approved_task, ceremony, frozen_task, make_station
from training_case import held

from mingcha.foundation import clock
from mingcha.foundation.models import Job
from mingcha.orgs.models import Parameter
from mingcha.plans.models import PlanLine
from mingcha.registers.actions.training_sessions import attend_session
from mingcha.registers.models import InspectionObject, Inspector, ItemVersion, Tag
from mingcha.tasks.actions import locking, pools
from mingcha.tasks.jobs import freeze_pool_job
from mingcha.tasks.models import Draw, Task

SCHEME = {
    "matching": "nearby",
    "content": "食品经营许可",
    "methods": ["on_site"],
    "division": "各查各项",
    "frequency": "每年1次",
    "visit_note": "",
    "team_size": "2",
}


@pytest.fixture
def line(county: County) -> PlanLine:
    return make_station(county, joint=True)


@pytest.mark.django_db(databases=["default", "progress"])
def test_a_task_goes_from_line_to_frozen_pool_through_the_pages(county, browse, line):
    lead = browse(county.lead)
    assert line.name in lead.get(reverse("task-new")).content.decode()
    lead.post(reverse("task-from-line", args=[line.pk]), {"title": "餐饮抽查", "origin": "own"})
    task = Task.objects.get()
    assert "编制方案" in lead.get(reverse("task", args=[task.pk])).content.decode()
    lead.post(reverse("task-scheme", args=[task.pk]), SCHEME)
    lead.post(reverse("task-step", args=[task.pk, "submit_scheme"]))
    fire = browse(county.fire_lead)
    item = ItemVersion.objects.get(item__department=county.fire).pk
    page = fire.get(reverse("task", args=[task.pk])).content.decode()
    assert "等待 消防救援大队 会签" in page
    fire.post(reverse("task-cosign", args=[task.pk]), {"items": [item], "team_size": "2"})
    head = browse(county.head)
    assert "批准任务" in head.get(reverse("task", args=[task.pk])).content.decode()
    head.post(reverse("task-step", args=[task.pk, "approve"]), {"reason": "同意"})
    task.refresh_from_db()
    assert task.state == "approved"

    operator = browse(county.operator)
    pool = reverse("task-pool", args=[task.pk])
    assert "冻结名录" in operator.get(pool).content.decode()
    reveal_by = (clock.now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    form = {"operator": county.operator.pk, "witnesses": [county.witness.pk]}
    form |= {"profile": "witnessed", "disclosing": "confidential"}
    operator.post(pool, form | {"reveal_by": reveal_by})
    assert "排队中" in operator.get(pool).content.decode()
    run_job(task, county)
    page = operator.get(pool).content.decode()
    assert "最小席位池" in page
    assert "A 类" not in page, "the operator may not see classes"
    assert "A 类" in browse(county.lead).get(pool).content.decode()


def run_job(task: Task, county: County) -> None:
    freeze_pool_job.func(
        job_key=Job.objects.get().key,
        task_id=task.pk,
        username="operator",
        operator=county.operator.pk,
        witnesses=[county.witness.pk],
        reveal_by=(clock.now() + timedelta(days=1)).isoformat(),
    )
    assert Draw.objects.get().task_id == task.pk


def test_the_preview_counts_by_class_for_those_who_may_see_them(county, browse, line):
    task = approved_task(county, line)
    url = reverse("task-pool-preview", args=[task.pk])
    assert "D 类" in browse(county.lead).get(url).content.decode()
    assert "D 类" not in browse(county.operator).get(url).content.decode()


def test_the_rows_behind_a_figure_are_listed(county, browse, line):
    task = frozen_task(county, line)
    client = browse(county.lead)
    assert (
        "共 <b>120</b> 户"
        in client.get(reverse("task-pool-register", args=[task.pk])).content.decode()
    )
    assert client.get(reverse("task-pool-rows", args=[task.pk, "why"])).status_code == 404
    excluded = client.get(reverse("task-pool-rows", args=[task.pk, "not_existing"]))
    assert "没有这样的对象" in excluded.content.decode()
    page = browse(county.operator).get(reverse("task-pool-rows", args=[task.pk, "excluded"]))
    assert ">层<" not in page.content.decode()


def test_the_list_is_filtered_and_exported(county, browse, line):
    task = frozen_task(county, line)
    client = browse(county.office)
    page = client.get(reverse("tasks"), {"q": "餐饮", "state": "pool_locked"}).content.decode()
    assert task.number in page
    assert "发起任务" not in page
    answer = client.get(reverse("tasks"), {"export": "xlsx"})
    content = b"".join(answer.streaming_content)
    rows = list(load_workbook(io.BytesIO(content)).active.values)
    assert rows[0][0] == "任务编号"
    assert rows[1][0] == task.number
    assert rows[1][-1] == "名单已锁定"


def test_bad_forms_keep_what_was_typed(county, browse, line):
    task = approved_task(county, line)
    lead = browse(county.lead)
    page = lead.post(reverse("task-scheme", args=[task.pk]), SCHEME)
    assert "撤回或被退回后才能修改" in page.content.decode()
    page = lead.post(reverse("task-scheme", args=[task.pk]), SCHEME | {"content": ""})
    assert page.status_code == HTTPStatus.OK
    assert "各查各项" in page.content.decode()
    pool = reverse("task-pool", args=[task.pk])
    late = {"operator": county.operator.pk, "witnesses": [county.witness.pk]}
    late |= {"profile": "witnessed", "disclosing": "confidential"}
    page = lead.post(pool, late | {"reveal_by": "2020-01-01T10:00"})
    assert page.context["form"].errors["reveal_by"] == ["揭示期限应晚于现在"]
    page = browse(county.fire_lead).post(reverse("task-cosign", args=[task.pk]), {"team_size": "1"})
    assert page.context["form"].errors["items"]


OFF_PLAN = {
    "source": "complaint",
    "reason": "集中投诉",
    "title": "投诉专项抽查",
    "kinds": ["enterprise"],
    "industries": "餐饮业、住宿业",
    "ratio": "10%",
    "mode": "county_county",
    "origin": "own",
    "disclosing": "deferred",
}


def off_plan(county: County, **changes: object) -> dict[str, object]:
    today = clock.today()
    item = ItemVersion.objects.filter(item__department=county.market).first()
    period = {"period_from": today.isoformat(), "period_to": (today + timedelta(9)).isoformat()}
    return OFF_PLAN | period | {"items": [item.pk] if item else []} | changes


def test_a_task_beside_the_plan(county, browse, line):
    client = browse(county.lead)
    Tag.objects.create(code="school-side", name="校园周边", kind="object")
    town = county.towns[0].code
    client.post(reverse("task-off-plan"), off_plan(county, regions=[town]))
    task = Task.objects.get()
    assert (task.ratios, task.disclosing) == (WHOLE, "deferred")
    assert task.object_filter == {
        "kinds": ["enterprise"],
        "industries": ["餐饮业", "住宿业"],
        "regions": [town],
    }
    client.post(reverse("task-off-plan"), off_plan(county, ratio="A=1%、B=3%、C=10%、D=50%"))
    assert Task.objects.first().disclosing == "confidential"
    page = client.post(reverse("task-off-plan"), off_plan(county, ratio="A=9%、B=3%、C=10%、D=50%"))
    assert "比例倒挂" in page.content.decode()
    assert "集中投诉" in page.content.decode()


def test_objects_are_named_by_their_codes_one_a_line(county, browse, line):
    first, second = InspectionObject.objects.order_by("pk")[:2]
    client = browse(county.lead)
    plain = {"kinds": [], "industries": "", "ratio": ""}
    written = f" {first.code.lower()}\n\n{second.code}\n{first.code}"
    client.post(reverse("task-off-plan"), off_plan(county, **plain, named=written))
    task = Task.objects.get()
    assert (task.object_filter, task.ratios) == (
        {"objects": [first.code, second.code]},
        {"ALL": "100%"},
    )
    page = client.get(reverse("task", args=[task.pk])).content.decode()
    assert f"指定对象：{first.name}、{second.name}" in page


def test_a_code_that_is_in_no_register_is_told_with_its_line(county, browse, line):
    known = InspectionObject.objects.first().code
    client, url = browse(county.lead), reverse("task-off-plan")
    named = {"named": f"{known}\n91130136MA0000XX00"}
    page = client.post(url, off_plan(county, **named, ratio=""))
    assert "第 2 行 91130136MA0000XX00" in page.context["form"].errors["named"][0]
    page = client.post(url, off_plan(county, named=known, ratio="10%"))
    assert page.context["form"].errors["ratio"] == ["指定的对象全部检查，请不填比例"]
    many = "\n".join(f"91130136MA{n:08d}" for n in range(501))
    page = client.post(url, off_plan(county, named=many, ratio=""))
    assert "最多指定 500 户" in page.context["form"].errors["named"][0]


def test_outside_the_scope_there_is_nothing(county, browse, line):
    task = approved_task(county, line)
    for name, args in (
        ("task", []),
        ("task-scheme", []),
        ("task-cosign", []),
        ("task-pool", []),
        ("task-pool-preview", []),
        ("task-pool-register", []),
        ("task-pool-rows", ["excluded"]),
    ):
        url = reverse(name, args=[task.pk, *args])
        assert browse(county.outsider).get(url).status_code == 404, name
        assert browse(county.inspector).get(url).status_code == 403, name
    step = reverse("task-step", args=[task.pk, "void"])
    assert browse(county.outsider).post(step, {"reason": "随意"}).status_code == 404
    assert browse(county.fire_head).post(step, {"reason": "随意"}).status_code == 403
    assert browse(county.lead).post(step, {"reason": "随意"}).status_code == 403
    head = browse(county.head)
    assert head.post(reverse("task-step", args=[task.pk, "burn"])).status_code == 404
    assert browse(county.outsider).get(reverse("task-from-line", args=[line.pk])).status_code == 404
    assert browse(county.office).get(reverse("task-new")).status_code == 403


def test_the_witness_sees_the_draw_that_is_attested(county, browse, line):
    task = approved_task(county, line)
    url = reverse("task", args=[task.pk])
    assert browse(county.witness).get(url).status_code == 404
    pools.freeze_pool(by=county.operator, task=task, ceremony=ceremony(county))
    assert browse(county.witness).get(url).status_code == 200


def test_a_place_that_wants_training_asks_for_it(county, browse, line):
    task = approved_task(county, line)
    Parameter.objects.create(
        key="training.before_draw", region=county.region, value=True, reason="本地规定"
    )
    client, pool = browse(county.operator), reverse("task-pool", args=[task.pk])
    reveal_by = (clock.now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    form = {"operator": county.operator.pk, "witnesses": [county.witness.pk]}
    form |= {"profile": "witnessed", "disclosing": "confidential"}
    page = client.post(pool, form | {"reveal_by": reveal_by})
    assert "请选择已举行的培训" in page.content.decode()
    session = held(county.lead, Inspector.objects.filter(department=county.market).first())
    client.post(pool, form | {"reveal_by": reveal_by, "training": session.pk})
    assert Job.objects.get().state == "waiting"


def test_the_page_of_a_pool_names_who_did_not_attend(county, browse, line):
    task = approved_task(county, line)
    people = list(Inspector.objects.filter(department=county.market).order_by("staff_no"))
    session = held(county.lead, *people[1:])
    made = ceremony(county)
    pools.freeze_pool(by=county.operator, task=task, ceremony=made, training=session)
    url = reverse("task-pool", args=[task.pk])
    page = browse(county.lead).get(url).content.decode()
    assert "没有参加抽取前的培训" in page
    named = f"{people[0].name}（{people[0].staff_no}）"
    assert named in page
    attend_session(by=county.lead, session=session, attendees=(people[0],))
    page = browse(county.lead).get(url).content.decode()
    assert named not in page


def test_a_reopened_pool_and_a_void_task_are_told(county, browse, line):
    task = frozen_task(county, line)
    head = browse(county.head)
    url = reverse("task", args=[task.pk])
    assert "重新组建名录" in head.get(url).content.decode()
    head.post(reverse("task-step", args=[task.pk, "reopen_pool"]), {"reason": "名录有误"})
    task.refresh_from_db()
    assert task.state == "approved"
    head.post(reverse("task-step", args=[task.pk, "void"]), {"reason": "不再检查"})
    assert "已作废：不再检查" in head.get(url).content.decode()


def test_the_basis_for_a_stratum_of_one_reaches_the_job_and_the_pools_page(
    county, browse, line, monkeypatch
):
    task = approved_task(county, line)
    asked = {}
    monkeypatch.setattr(locking, "enqueue", lambda _, **given: asked.update(given))
    client, pool = browse(county.operator), reverse("task-pool", args=[task.pk])
    form = {
        "operator": county.operator.pk,
        "witnesses": [county.witness.pk],
        "profile": "witnessed",
        "disclosing": "confidential",
        "reveal_by": (clock.now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M"),
        "census_basis": " 《食品安全法》第一百零九条 ",
    }
    client.post(pool, form)
    assert asked["census_basis"] == "《食品安全法》第一百零九条"
    InspectionObject.objects.update(risk_level="A")
    InspectionObject.objects.filter(pk=InspectionObject.objects.first().pk).update(risk_level="D")
    on_basis = ceremony(county, census_basis=asked["census_basis"])
    pools.freeze_pool(by=county.operator, task=task, ceremony=on_basis)
    assert "全数检查，不算随机抽取：《食品安全法》第一百零九条" in client.get(pool).content.decode()
