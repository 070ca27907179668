"""Lists go out as filtered and in the columns chosen; what is ticked is changed at once."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from certificates import officer_with
from county import County
from django.test import Client
from django.urls import reverse
from registers_files import imported, objects_file, shop, uscc
from superior import TEXT, make_superior

from mingcha.audit.models import AuditEvent
from mingcha.registers.actions import items
from mingcha.registers.actions.claims import claim_items
from mingcha.registers.actions.items import create_item
from mingcha.registers.actions.tags import create_tag
from mingcha.registers.models import InspectionObject, Inspector, ItemVersion, Tag
from mingcha.registers.selectors.openings import row_opening_of


def sheet_of(answer) -> list[list[object]]:
    sheet = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.fixture
def shops(county: County) -> list[InspectionObject]:
    imported(county, objects_file(*[shop(n) for n in (1, 2, 3)]))
    return list(InspectionObject.objects.order_by("code"))


@pytest.fixture
def officers(county: County) -> list[Inspector]:
    facts = {"department": county.market, "region": county.region}
    return [
        officer_with(certificate_no=f"{n}", staff_no=f"{n}", name=f"员{n}", **facts)
        for n in (1, 2, 3)
    ]


@pytest.fixture
def drafts(county: County) -> list[ItemVersion]:
    market = {"by": county.lead, "department": county.market}
    complete = TEXT | {"name": "广告检查", "item_class": "general"}
    return [
        create_item(**market, code="A-1", text=complete, check_points=["是否登记"]),
        create_item(**market, code="A-2", text=complete, check_points=["是否登记"]),
        create_item(**market, code="A-3", text=complete | {"basis": ""}, check_points=["登记"]),
    ]


def test_objects_go_out_as_filtered_in_the_chosen_columns(county: County, shops, browse):
    client = browse(county.lead)
    query = "?q=第2&columns=address&columns=region"
    rows = sheet_of(client.post(reverse("object-export") + query))
    assert rows[0] == ["企业名称", "统一社会信用代码", "行政区划代码", "行政区划", "住所"]
    assert [row[1] for row in rows[1:]] == [uscc(2)]
    head = sheet_of(client.post(reverse("object-export")))[0]
    assert {"经营范围", "标签", "信用风险等级"} <= set(head)


def test_who_sees_no_class_gets_none_by_choosing_it(county: County, shops, browse):
    rows = sheet_of(browse(county.operator).post(reverse("object-export") + "?columns=risk_level"))
    assert "信用风险等级" not in rows[0]


def test_ticked_objects_alone_are_tagged(county: County, shops, browse):
    client = browse(county.lead)
    page = client.get(reverse("objects")).content.decode()
    assert f'name="chosen" value="{shops[0].pk}" form="picked"' in page
    tag = create_tag(by=county.lead, kind="object", name="餐饮服务")
    address = f"{reverse('object-tagging')}?only=1&chosen={shops[0].pk}&chosen={shops[2].pk}"
    assert "找到 2 户" in client.get(address).content.decode()
    answer = client.post(address, {"tag": tag.pk})
    assert answer.url == reverse("objects") + "?"
    tagged = InspectionObject.objects.filter(tags=tag).order_by("code")
    assert list(tagged) == [shops[0], shops[2]]


@pytest.mark.parametrize("route", ["object-tagging", "object-membership"])
def test_nothing_ticked_is_told_and_never_means_everything(
    county: County, shops, browse, route: str
):
    for chosen in ("", "&chosen=abc", "&chosen=99999999999999999999"):
        answer = browse(county.lead).get(f"{reverse(route)}?q=商店&only=1{chosen}", follow=True)
        assert answer.redirect_chain[-1][0].startswith(reverse("objects") + "?q=")
        assert "请先在列表中勾选" in answer.content.decode()


def test_who_may_not_edit_has_no_boxes(county: County, shops, officers, drafts, browse):
    client = browse(county.operator)
    for route in ("objects", "inspectors", "items"):
        assert 'name="chosen"' not in client.get(reverse(route)).content.decode()


def test_inspectors_go_out_as_filtered_in_the_chosen_columns(county: County, officers, browse):
    client = browse(county.lead)
    query = {"q": "员2", "columns": ["unit", "state"]}
    page = client.get(reverse("inspectors"), query).content.decode()
    assert "执法证号</th>" not in page
    rows = sheet_of(client.get(reverse("inspector-export"), query))
    assert rows[0] == ["单位工号", "姓名", "所在单位", "股室队所", "状态"]
    assert [row[1] for row in rows[1:]] == ["员2"]
    whole = sheet_of(client.get(reverse("inspector-export"), query | {"form": "zhejiang"}))
    assert len(whole[0]) == 21


def test_ticked_inspectors_move_and_gain_expertise_at_once(county: County, officers, browse):
    client = browse(county.lead)
    unit = county.market.units.first()
    food = Tag.objects.create(code="food", name="食品", kind="expertise")
    quality = Tag.objects.create(code="quality", name="计量资质", kind="qualification")
    officers[0].expertise.add(food)
    chosen = [one.pk for one in officers[:2]]
    address = f"{reverse('inspector-bulk')}?chosen={chosen[0]}&chosen={chosen[1]}"
    assert "勾选的 2 人：员1、员2" in client.get(address).content.decode()
    given = {"unit": unit.pk, "add": [food.pk, quality.pk]}
    assert "已调整 2 人" in client.post(address, given, follow=True).content.decode()
    assert {one.unit for one in Inspector.objects.filter(pk__in=chosen)} == {unit}
    assert Inspector.objects.filter(expertise=food, qualifications=quality).count() == 2
    assert Inspector.objects.get(pk=officers[2].pk).unit is None
    event = AuditEvent.objects.filter(type="inspector.bulk").get()
    assert event.body["staff"] == ["1", "2"]
    client.post(address, {"remove": [food.pk]})
    assert not Inspector.objects.filter(expertise=food).exists()


def test_ticked_inspectors_are_suspended_with_a_reason_and_keep_their_history(
    county: County, officers, browse
):
    client = browse(county.lead)
    address = f"{reverse('inspector-bulk')}?chosen={officers[0].pk}"
    page = client.post(address, {"state": "suspended"}).content.decode()
    assert "理由" in page
    client.post(address, {"state": "suspended", "reason": "证件送检，暂停执法"})
    one = Inspector.objects.get(pk=officers[0].pk)
    assert one.state == "suspended"
    assert [event.state for event in one.events.order_by("pgh_id")][-1] == "suspended"


def test_nobody_changes_another_departments_people(county: County, officers, browse):
    client = browse(county.fire_lead)
    address = f"{reverse('inspector-bulk')}?chosen={officers[0].pk}"
    page = client.get(address, follow=True).content.decode()
    assert "请先在列表中勾选要调整的人" in page
    assert browse(county.head).get(address).status_code == 403


def test_items_go_out_as_filtered_in_the_chosen_columns(county: County, drafts, browse):
    client = browse(county.lead)
    rows = sheet_of(client.get(reverse("item-export"), {"q": "A-2", "columns": ["basis"]}))
    assert rows[0] == ["事项编码", "抽查事项", "检查依据"]
    assert [row[0] for row in rows[1:]] == ["A-2"]
    assert "检查内容" in sheet_of(client.get(reverse("item-export")))[0]
    page = client.get(reverse("items"), {"columns": ["methods"]}).content.decode()
    assert "现场检查" in page
    assert 'href="' + reverse("item-export") + "?columns=methods" in page


def test_an_exported_list_of_items_is_read_again(county: County, drafts, browse):
    answer = browse(county.lead).get(reverse("item-export"))
    content = b"".join(answer.streaming_content)
    from registers_files import sent

    batch = sent(county, content, "items")
    assert batch.counts.get("refused", 0) <= 1  # the draft without a basis
    assert {column["key"] for column in batch.columns} >= {"code", "name", "basis", "content"}


def _ticked(client: Client, verb: str, versions: list[ItemVersion]) -> str:
    marks = {f"opened-{version.item_id}": row_opening_of(version) for version in versions}
    chosen = [version.item_id for version in versions]
    sent = {"chosen": chosen, **marks}
    answer = client.post(reverse("item-bulk", args=[verb]), sent, follow=True)
    return answer.content.decode()


def test_ticked_items_are_handed_in_reviewed_and_published_together(county: County, drafts, browse):
    lead = browse(county.lead)
    assert reverse("item-bulk", args=["submit"]) in lead.get(reverse("items")).content.decode()
    told = _ticked(lead, "submit", drafts)
    assert "已提交审核 2 项" in told
    assert "1 项没有提交审核，请逐项核对：A-3" in told
    assert "已审核通过 2 项" in _ticked(browse(county.head), "approve", drafts[:2])
    assert "已公布 2 项" in _ticked(browse(county.lead), "publish", drafts)
    states = ItemVersion.objects.order_by("item__code").values_list("state", flat=True)
    assert list(states) == ["published", "published", "draft"]


def test_a_stale_list_approves_no_text_that_was_not_there(county: County, drafts, browse):
    one, other = drafts[:2]
    _ticked(browse(county.lead), "submit", [one, other])
    marks = {f"opened-{each.item_id}": row_opening_of(each) for each in (one, other)}
    page = browse(county.head).get(reverse("items")).content.decode()
    for name, mark in marks.items():
        assert f'name="{name}" value="{mark}" form="picked"' in page
    items.withdraw_item(by=county.lead, version=one)
    items.edit_item(by=county.lead, version=one, text={"basis": "没有看过的依据"})
    items.submit_item(by=county.lead, version=one)
    sent = {"chosen": [one.item_id, other.item_id], **marks}
    address = reverse("item-bulk", args=["approve"])
    told = browse(county.head).post(address, sent, follow=True).content.decode()
    assert "已审核通过 1 项" in told
    assert "改为“没有看过的依据”" in told
    states = ItemVersion.objects.order_by("item__code").values_list("state", flat=True)
    assert list(states) == ["in_review", "approved", "draft"]


def test_items_of_others_and_nothing_at_all_take_no_step(county: County, drafts, browse):
    assert "请先在列表中勾选要提交审核的事项" in _ticked(browse(county.lead), "submit", [])
    assert "还没有勾选" in _ticked(browse(county.fire_lead), "submit", drafts)
    assert browse(county.operator).post(reverse("item-bulk", args=["submit"])).status_code == 403
    assert browse(county.lead).post(reverse("item-bulk", args=["void"])).status_code == 404
    assert set(ItemVersion.objects.values_list("state", flat=True)) == {"draft"}


def test_claimed_and_own_items_are_told_apart(county: County, drafts, browse):
    city = make_superior(county)
    claim_items(by=county.lead, items=[city.in_force("GG-01").item_id])
    client = browse(county.lead)
    claimed = client.get(reverse("items"), {"origin": "claimed"}).content.decode()
    assert "GG-01 检查" in claimed
    assert "A-1" not in claimed
    own = client.get(reverse("items"), {"origin": "own"}).content.decode()
    assert "GG-01 检查" not in own
    assert "A-1" in own


def test_the_filters_of_the_items_are_kept_under_a_name(county: County, drafts, browse):
    client = browse(county.lead)
    save = reverse("view-save", args=["items"]) + "?state=draft&columns=basis"
    assert "state=draft" in client.get(reverse("items"), {"state": "draft"}).content.decode()
    page = client.post(save, {"name": "待提交的草稿"}, follow=True).content.decode()
    assert "待提交的草稿" in page
    assert "?state=draft&amp;columns=basis" in page
