"""The department's pages of publication, and the proof at the door."""

from __future__ import annotations

import html
import json
import re
from datetime import timedelta
from http import HTTPStatus

import pytest
import time_machine
from county import County
from django.urls import reverse
from issued_case import item
from publication_case import _objects, drawn_case, make_task, reviewed
from registers_files import imported, objects_file, shop
from task_station import make_inspectors

from mingcha.foundation import clock
from mingcha.foundation.models import Job
from mingcha.publication.actions.lists import publish_object_list
from mingcha.publication.models import Exemption, Publication
from mingcha.registers.actions.industry_checks import write_industry_check
from mingcha.tasks.models import ObjectTask


@pytest.fixture
def approved(county: County) -> ObjectTask:
    task = make_task(county)
    part = task.sub_tasks.get(department=county.market)
    row = ObjectTask.objects.create(task=task, sub_task=part, object=_objects(county, "A")[0])
    reviewed(county, row)
    return row


def test_a_result_is_published_from_the_list(county: County, browse, approved: ObjectTask):
    client = browse(county.lead)
    assert approved.object.name in client.get(reverse("publishing")).content.decode()
    client.post(reverse("publish-result", args=[approved.pk]))
    assert Publication.objects.get().object_code == approved.object.code
    assert "没有待公示的结果" in client.get(reverse("publishing")).content.decode()


def test_a_correction_asks_for_its_reason(county: County, browse, approved: ObjectTask):
    client = browse(county.lead)
    client.post(reverse("publish-result", args=[approved.pk]))
    ObjectTask.objects.update(state="corrected")
    approved.record.methods = ["written"]
    approved.record.save()
    assert "公示更正" in client.get(reverse("publishing")).content.decode()
    page = client.post(reverse("publish-result", args=[approved.pk]), follow=True)
    assert "请写明原因" in page.content.decode()
    client.post(reverse("publish-result", args=[approved.pk]), {"reason": "方式录入有误"})
    assert Publication.objects.order_by("-version")[0].reason == "方式录入有误"


def test_the_lead_publishes_the_inspectors(county: County, browse, client):
    assert "还没有公布检查人员名录" in client.get(reverse("public-staff")).content.decode()
    make_inspectors(county.market, 3)
    page = browse(county.lead).post(reverse("publish-staff"), follow=True)
    assert "检查人员名录已公布" in page.content.decode()
    shown = client.get(reverse("public-staff")).content.decode()
    assert "3 人" in shown
    assert "检查员" not in shown
    assert reverse("public-staff") in client.get(reverse("public-items")).content.decode()


def test_the_lead_publishes_the_industries(county: County, browse, client):
    page = reverse("public-industries")
    assert "还没有公布一业一查清单" in client.get(page).content.decode()
    address = reverse("publish-industries")
    listed = browse(county.lead).get(reverse("industries")).content.decode()
    assert f'action="{address}"' in listed
    told = browse(county.lead).post(address, follow=True).content.decode()
    assert "还没有可以公布的行业" in told
    lead_item = item(county.market, "SCJG-05", "食品安全检查", []).item
    values = {"industry": "餐饮", "title": "餐饮行业联合抽查", "object_industries": [], "note": ""}
    write_industry_check(
        by=county.lead, values=values, lead_item=lead_item, items=[], cooperating=[county.fire]
    )
    told = browse(county.lead).post(address, follow=True).content.decode()
    assert "一业一查清单已公布" in told
    assert county.market.name in client.get(page).content.decode()
    assert (
        f'action="{address}"'
        not in browse(county.officer).get(reverse("industries")).content.decode()
    )


def test_the_lead_publishes_the_objects(county: County, browse, client):
    page = reverse("public-registers")
    assert "还没有公布检查对象名录" in client.get(page).content.decode()
    assert page in client.get(reverse("public-items")).content.decode()
    imported(county, objects_file(*[shop(number) for number in range(3)]))
    told = browse(county.lead).post(reverse("publish-objects"), follow=True)
    assert "已开始公布检查对象名录" in told.content.decode()
    publish_object_list(by=county.lead, department=county.market)
    shown = client.get(page).content.decode()
    assert "共 3 户" in shown
    (address,) = re.findall(r'href="([^"]+/files/[^"]+)"', shown)
    given = client.get(html.unescape(address))
    assert (given.status_code, given["Content-Type"]) == (200, "application/zip")


def test_all_are_published_by_a_job(county: County, browse, approved: ObjectTask):
    page = browse(county.lead).post(reverse("publish-all"), follow=True).content.decode()
    assert Job.objects.get().title in page


def test_an_exemption_goes_from_form_to_decision(county: County, browse, approved: ObjectTask):
    address = reverse("exemption-new", args=[approved.pk])
    page = browse(county.lead).post(address, {"basis": "商业秘密"}).content.decode()
    assert "商业秘密" in page
    assert not Exemption.objects.exists()
    assert browse(county.lead).get(address).status_code == HTTPStatus.OK
    browse(county.lead).post(address, {"basis": "商业秘密", "masked": ["object"]})
    again = browse(county.lead).post(address, {"basis": "商业秘密", "masked": ["items"]})
    assert "已有不予公开的申请" in again.content.decode()
    waiting = Exemption.objects.get()
    assert "待部门负责人批准" in browse(county.lead).get(reverse("publishing")).content.decode()
    assert "商业秘密" in browse(county.head).get(reverse("exemptions")).content.decode()
    step = reverse("exemption-step", args=[waiting.pk, "approve"])
    assert browse(county.lead).post(step).status_code == HTTPStatus.FORBIDDEN
    unknown = reverse("exemption-step", args=[waiting.pk, "burn"])
    assert browse(county.head).post(unknown).status_code == HTTPStatus.NOT_FOUND
    browse(county.head).post(step)
    waiting.refresh_from_db()
    assert waiting.approved_by == "head"
    assert "没有待批准的申请" in browse(county.head).get(reverse("exemptions")).content.decode()


@pytest.fixture
def joint(county: County, approved: ObjectTask) -> ObjectTask:
    """The fire brigade's row of the object that the market bureau has reviewed."""
    part = approved.task.sub_tasks.get(department=county.fire)
    approved.task.issued_at = clock.now()
    approved.task.save()
    return ObjectTask.objects.create(task=approved.task, sub_task=part, object=approved.object)


def test_a_joint_result_shows_what_is_published_and_what_is_missing(
    county: County, browse, approved: ObjectTask, joint: ObjectTask
):
    lead, page = browse(county.lead), reverse("joint-result", args=[approved.pk])
    assert page in lead.get(reverse("publishing")).content.decode()
    assert page in lead.get(reverse("review", args=[approved.pk])).content.decode()
    told = lead.post(reverse("release-result", args=[approved.pk]), follow=True).content.decode()
    assert "已提交，与其他部门一并公示" in told
    assert "还没有公示，差 2 个部门" in told
    assert "等其他部门，最迟当天一并公示" in lead.get(reverse("publishing")).content.decode()
    assert reverse("publish-all") not in lead.get(reverse("publishing")).content.decode()
    lead.post(reverse("publish-result", args=[approved.pk]))
    told = lead.get(page).content.decode()
    assert "已公示第 1 版；还差 1 个部门" in told
    other = browse(county.fire_lead).get(reverse("joint-result", args=[joint.pk]))
    assert "未公示" in other.content.decode()
    reviewed(county, joint)
    with time_machine.travel(clock.now() + timedelta(days=40)):
        told = browse(county.office).get(page).content.decode()
        assert "逾期未公示" in told
        assert "消防救援大队的结果已过公示期限" in told
    fire = browse(county.fire_lead)
    fire.post(reverse("release-result", args=[joint.pk]))
    told = fire.get(page.replace(str(approved.pk), str(joint.pk))).content.decode()
    assert "各部门的结果已并为一条公示，第 2 版" in told


def test_a_joint_result_lies_within_the_scope_of_one_of_its_parts(
    county: County, browse, approved: ObjectTask, joint: ObjectTask
):
    address = reverse("joint-result", args=[approved.pk])
    assert browse(county.outsider).get(address).status_code == HTTPStatus.NOT_FOUND
    assert browse(county.fire_lead).get(address).status_code == HTTPStatus.NOT_FOUND
    approved.task.joint_scope = "internal"
    approved.task.save()
    assert browse(county.lead).get(address).status_code == HTTPStatus.NOT_FOUND
    release = reverse("release-result", args=[approved.pk])
    assert browse(county.fire_lead).post(release).status_code == HTTPStatus.NOT_FOUND


def test_outside_the_scope_there_is_nothing(county: County, browse, approved: ObjectTask):
    for name in ("publish-result", "exemption-new"):
        address = reverse(name, args=[approved.pk])
        assert browse(county.fire_lead).post(address).status_code == HTTPStatus.NOT_FOUND
    proof = reverse("object-proof", args=[approved.pk])
    assert browse(county.fire_lead).get(proof).status_code == HTTPStatus.NOT_FOUND
    assert browse(county.office).get(reverse("publishing")).status_code == HTTPStatus.FORBIDDEN


def test_an_inspector_of_the_team_takes_the_proof_along(
    county: County, browse, tmp_path, monkeypatch
):
    monkeypatch.setenv("MINGCHA_HOME", str(tmp_path))
    case = drawn_case(county, tmp_path, mode="confidential")
    row = case.task.object_tasks.filter(sub_task__department=county.market).first()
    response = browse(county.inspector).get(reverse("object-proof", args=[row.pk]))
    assert json.loads(response.content)["id"] == row.object.key
    assert response.headers["Content-Disposition"].endswith('filename="proof.json"')
    assert "no-store" in response.headers["Cache-Control"]


def test_the_workbench_says_what_waits_for_publication(county: County, approved: ObjectTask):
    from mingcha.publication.actions.exemptions import request_exemption
    from mingcha.publication.selectors.waiting import waiting_for

    assert [to_do.title for to_do in waiting_for(county.lead)] == ["公示检查结果：1 条"]
    request_exemption(by=county.lead, object_task=approved, masked=["items"], basis="商业秘密")
    titles = [to_do.title for to_do in waiting_for(county.head)]
    assert titles == [f"决定不予公开申请：{approved.object.name}"]
    assert list(waiting_for(county.fire_lead)) == []
    assert list(waiting_for(county.inspector)) == []
