"""The pages of experts and bodies, and of those who assist a team."""

from __future__ import annotations

from collections.abc import Callable

from ceremony_case import frozen_case
from county import County
from django.test import Client
from django.urls import reverse
from registers_files import imported, objects_file, shop, uscc

from mingcha.accounts.models import User
from mingcha.registers.models import Expert, ProfessionalBody
from mingcha.tasks.models import ObjectTask

Browse = Callable[[User], Client]
PHONE = "13800001234"


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]


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
