"""A joint list through the pages: sent, looked at, written, completed, planned; pushes beside it."""

from __future__ import annotations

import pytest
from browsing import CHROMIUM
from county import County, make_county
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from issued_case import item
from looking import faults_of
from registers_files import imported, sent, uscc, workbook

from mingcha.plans.actions import plans
from mingcha.registers.actions.upserting import upsert_objects
from mingcha.registers.intake.pushed_row import Row
from mingcha.registers.intake.working import check_file
from mingcha.registers.models import ImportBatch, IndustryCheck, InspectionItem, RiskScheme

HEADS = ("抽查领域", "抽查事项", "检查对象", "发起部门", "配合部门", "备注")
CARS = [
    ("汽车市场监管", "新车销售监管", "新车市场", "市场监管部门", "消防救援机构、公安部门", "每季"),
    ("汽车市场监管", "二手车监管", "二手车市场", "市场监管部门", "市场监管领域相关部门", ""),
    ("消防安全检查", "消防产品检查", "使用领域", "消防救援机构", "市场监管部门", ""),
]


def test_a_list_goes_from_the_file_to_the_plan(county: County, browse):
    RiskScheme.generic()
    client = browse(county.lead)
    address = f"{reverse('imports')}?kind=joint_items"
    assert address in client.get(reverse("industries")).content.decode()
    assert client.get(address).context["form"]["kind"].value() == "joint_items"
    file = SimpleUploadedFile("联合抽查清单.xlsx", workbook(HEADS, CARS))
    client.post(reverse("imports"), {"kind": "joint_items", "file": file})
    batch = ImportBatch.objects.get()
    check_file(batch=batch)
    page = client.get(f"{reverse('import', args=[batch.pk])}?rows=new").content.decode()
    for told in ("消防救援机构、公安部门", "市场监管领域相关部门", "没有写明是哪个部门"):
        assert told in page
    assert "1 行由其他部门牵头或有错，不写入" in page
    assert "改好后直接再导入" not in page
    assert "打开这一行补选" in page
    refused = client.get(f"{reverse('import', args=[batch.pk])}?rows=refused").content.decode()
    assert "由消防救援大队牵头" in refused
    ImportBatch.objects.update(state="cancelled")

    imported(county, workbook(HEADS, CARS), "joint_items")
    check = IndustryCheck.objects.get()
    page = client.get(reverse("industries")).content.decode()
    assert "发起事项待定" in page
    assert "事项待定" in page
    version = plans.create_plan(by=county.lead, year=2026, title="2026年度计划")
    page = client.get(reverse("industry", args=[check.pk])).content.decode()
    assert "清单原文" in page
    assert "备注：每季" in page
    line = f"{reverse('plan-line-new', args=[version.plan_id])}?industry={check.pk}"
    assert line not in page
    assert client.get(line).status_code == 404

    new = item(county.market, "SCJG-05", "新车销售监管", []).item
    used = item(county.market, "SCJG-06", "二手车监管", []).item
    edit = reverse("industry-edit", args=[check.pk])
    form = client.get(edit).context["form"]
    asked = {name: form[name].value() for name in form.fields}
    assert (asked["lead_item"], asked["own_items"]) == (new.pk, [used.pk])
    assert asked["cooperating"] == [county.fire.pk]
    client.post(edit, {name: value for name, value in asked.items() if value})
    check.refresh_from_db()
    assert (check.lead_item, list(check.items.all())) == (new, [used])
    check.items.clear()  # what people leave out of a row that is complete is not proposed again
    assert client.get(edit).context["form"]["own_items"].value() == []
    InspectionItem.objects.filter(pk=new.pk).update(retired_on="2026-01-02")
    form = client.get(edit).context["form"]
    assert form["lead_item"].value() == used.pk
    InspectionItem.objects.filter(pk=new.pk).update(retired_on=None)
    check.items.add(used)
    form = client.get(line).context["form"]
    assert form["items"].value() == [new.pk, used.pk]
    assert form["cooperating"].value() == [county.fire.pk]


def test_the_leads_own_item_ticked_twice_counts_once(county: County, browse):
    new = item(county.market, "SCJG-05", "新车销售监管", []).item
    sent_form = {"industry": "汽车", "title": "汽车", "lead_item": new.pk, "own_items": [new.pk]}
    client = browse(county.lead)
    page = client.post(reverse("industry-new"), sent_form).content.decode()
    assert "请至少选一个其他部门的事项" in page
    client.post(reverse("industry-new"), sent_form | {"cooperating": [county.fire.pk]})
    check = IndustryCheck.objects.get()
    assert (check.items.count(), list(check.cooperating.all())) == (0, [county.fire])


@pytest.fixture
def made() -> County:
    return make_county()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")
def test_the_pages_fit_and_have_no_serious_fault(open_page, made: County):
    item(made.market, "SCJG-05", "新车销售监管", [])
    batch = imported(made, workbook(HEADS, CARS), "joint_items")
    look = sent(made, workbook(HEADS, CARS[:2]), "joint_items")
    check = IndustryCheck.objects.get()
    answer = upsert_objects(by=made.lead, rows=[Row(code=uscc(1), name="甲")], sender="登记系统")
    assert isinstance(answer, dict)
    for route, *args in (
        ("import", batch.pk),
        ("import", look.pk),
        ("import", answer["import_id"]),
        ("imports",),
        ("industries",),
        ("industry", check.pk),
        ("industry-edit", check.pk),
    ):
        assert faults_of(open_page(route, *args)) == {}, route
