"""The pages of experts and bodies, and of those who assist a team."""

from __future__ import annotations

from collections.abc import Callable

from ceremony_case import frozen_case
from county import County
from django.test import Client
from django.urls import reverse
from registers_files import imported, objects_file, shop, uscc, workbook
from task_station import SCHEME, make_station

from mingcha.accounts.models import User
from mingcha.registers.models import Expert, ProfessionalBody, Tag
from mingcha.tasks.actions import creating
from mingcha.tasks.expert_freezing import freeze_experts
from mingcha.tasks.models import ObjectTask, SubTask, TeamAssistant

Browse = Callable[[User], Client]
PHONE = "13800001234"


def text(answer: object) -> str:
    return answer.content.decode()


def test_experts_and_bodies_are_kept_on_their_pages(county: County, browse: Browse):
    client = browse(county.lead)
    body = {"name": "检测中心", "services": "抽样检验", "phone": PHONE, "is_active": "on"}
    client.post(reverse("expert-new", args=["body"]), body)
    made = ProfessionalBody.objects.get()
    expert = {"name": "周专家", "body": made.pk, "phone": PHONE, "is_active": "on"}
    client.post(reverse("expert-new", args=["expert"]), expert)
    one = Expert.objects.get()
    page = reverse("expert", args=["expert", one.pk])
    client.post(reverse("expert-edit", args=["expert", one.pk]), expert | {"title": "高级工程师"})
    client.post(reverse("expert-edit", args=["body", made.pk]), body | {"contact": "李某"})
    assert "高级工程师" in text(client.get(page))
    assert "检测中心" in text(client.get(reverse("experts")))
    assert client.get(reverse("expert", args=["shop", 1])).status_code == 404
    other = browse(county.head)
    told = text(other.get(page)) + text(other.get(reverse("experts")))
    assert PHONE not in told
    assert "138****1234" in told
    assert browse(county.fire_lead).get(page).status_code == 404
    edit = reverse("expert-edit", args=["expert", one.pk])
    assert browse(county.office).get(edit).status_code == 403


def test_an_interest_is_declared_and_ended_on_the_page(county: County, browse: Browse):
    imported(county, objects_file(shop(1)))
    one = Expert.objects.create(department=county.market, name="周专家")
    client, page = browse(county.lead), reverse("expert", args=["expert", one.pk])
    client.post(page, {"code": uscc(1), "reason": "提供过咨询"})
    assert "提供过咨询" in text(client.get(page))
    interest = one.interests.get()
    end = reverse("expert-interest-end", args=["expert", one.pk, interest.pk])
    client.post(end, {"reason": "合同已结束"})
    assert "解除" in text(client.get(page))
    missing = reverse("expert-interest-end", args=["expert", one.pk, 0])
    assert client.post(missing, {"reason": "合同已结束"}).status_code == 404


def test_help_is_arranged_from_the_teams_page_and_shown_there(county: County, browse: Browse):
    case = frozen_case(county).compared()
    row = ObjectTask.objects.filter(sub_task__department=county.market).first()
    page = reverse("draw-assistants", args=[case.draw.pk, row.pk])
    client, teams = browse(county.lead), reverse("draw-teams", args=[case.draw.pk])
    assert page in text(client.get(teams))
    assert "没有可以安排的" in text(client.get(page))
    one = Expert.objects.create(department=county.market, name="周专家")
    client.post(page, {"helper": f"expert-{one.pk}", "duty": "抽样检验"})
    assert "协助：周专家（抽样检验）" in text(client.get(teams))
    one.interests.create(object=row.object, reason="持有股份", declared_by="lead")
    assert "请取消" in text(client.get(page))
    made = row.assistants.get()
    remove = reverse("draw-assistant-remove", args=[case.draw.pk, row.pk, made.pk])
    client.post(remove, {"reason": "有利害关系"})
    assert "周专家" not in text(client.get(teams))
    missing = reverse("draw-assistant-remove", args=[case.draw.pk, row.pk, 0])
    assert client.post(missing, {"reason": "有利害关系"}).status_code == 404
    assert browse(county.fire_lead).get(page).status_code == 404


def test_an_expert_of_the_department_that_draws_is_not_called_barred(
    county: County, browse: Browse
):
    case = frozen_case(county).compared()
    row = ObjectTask.objects.filter(sub_task__department=county.market).first()
    above = SubTask.objects.get(task=row.task, department=county.fire)
    SubTask.objects.filter(pk=row.sub_task_id).update(is_lead=False, share_of=above)
    one = Expert.objects.create(department=county.fire, name="吴专家")
    row.assistants.create(expert=one, duty="专业意见", added_by="随机抽取")
    page = reverse("draw-assistants", args=[case.draw.pk, row.pk])
    assert "请取消" not in text(browse(county.lead).get(page))
    one.interests.create(object=row.object, reason="持有股份", declared_by="lead")
    assert "请取消" in text(browse(county.lead).get(page))


def test_an_import_of_experts_is_looked_at_and_taken_back_on_its_page(
    county: County, browse: Browse
):
    heads = ("姓名", "工作单位", "专业领域", "联系电话", "是否在库")
    rows = [("周专家", "省质检院", "计量", PHONE, "是"), ("钱专家", "", "", "", "否")]
    batch = imported(county, workbook(heads, rows), kind="experts")
    page = reverse("import", args=[batch.pk])
    told = text(browse(county.lead).get(f"{page}?rows=new"))
    assert all(word in told for word in ("周专家（省质检院）", "专业领域", "撤销这次导入", PHONE))
    other = text(browse(county.head).get(f"{page}?rows=new"))
    assert PHONE not in other
    assert "下载批注表" not in other
    assert "导入专家" in text(browse(county.lead).get(reverse("experts")))


def test_the_lot_of_the_experts_is_reckoned_again_on_its_page(county: County, browse: Browse):
    people = [Expert.objects.create(department=county.market, name=f"专家{n}") for n in range(3)]
    case = frozen_case(county)
    part = case.part(county.market)
    part.experts = 1
    part.save()
    freeze_experts(case.draw, [part], county.operator)
    page = reverse("draw-experts", args=[case.draw.pk])
    client = browse(county.lead)
    assert "还没有抽取" in text(client.get(page))
    case.compared()
    told = text(client.get(page))
    assert "重算一致" in told
    assert "在各方提交承诺之前" in told
    assert any(one.name in told for one in people)
    assert "没有抽专家" in text(browse(county.fire_lead).get(page))
    client = browse(county.lead)
    assert page in text(client.get(reverse("draw-teams", args=[case.draw.pk])))
    row = ObjectTask.objects.filter(sub_task=part).first()
    drawn = row.assistants.get()
    arranging = reverse("draw-assistants", args=[case.draw.pk, row.pk])
    assert "随机抽取" in text(client.get(arranging))
    other = next(one for one in people if one.pk != drawn.expert_id)
    sent = {"helper": f"expert-{other.pk}", "duty": "账目审计"}
    assert "请写明理由" in text(client.post(arranging, sent))
    client.post(arranging, sent | {"reason": "企业改制，需要会计专家"})
    assert "不经抽取：企业改制" in text(client.get(arranging))
    TeamAssistant.objects.filter(pk=drawn.pk).update(expert=other, removed_reason="改了人")
    assert "不一致" in text(client.get(page))


def test_the_scheme_asks_for_experts(county: County, browse: Browse):
    task = creating.create_task_from_line(
        by=county.lead, line=make_station(county), disclosing="immediate"
    )
    tag = Tag.objects.create(code="metre", name="计量", kind="expertise")
    page, client = reverse("task-scheme", args=[task.pk]), browse(county.lead)
    sent = SCHEME | {"matching": "person", "team_size": 2, "experts": 1, "expert_fields": [tag.pk]}
    assert "只有 0 人，不够每户 1 人" in text(client.post(page, sent))
    Expert.objects.create(department=county.market, name="周专家").tags.add(tag)
    client.post(page, sent)
    part = task.sub_tasks.get(is_lead=True)
    assert (part.experts, part.expert_fields.get()) == (1, tag)
    told = text(client.get(reverse("task", args=[task.pk])))
    assert "每户随机抽取专家 1 人协助，专业领域：计量" in told
