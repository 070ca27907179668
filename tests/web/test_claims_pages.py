"""The pages of claims, of the superior's changes, and of compared versions."""

from __future__ import annotations

import pytest
from county import County
from django.urls import reverse
from superior import Superior, make_superior, publish_claim

from mingcha.registers.actions.claims import claim_items
from mingcha.registers.actions.items import retire_item
from mingcha.registers.models import InspectionItem, ItemVersion


@pytest.fixture
def city(county: County) -> Superior:
    return make_superior(county)


def test_items_are_claimed_from_the_list_through_the_page(county: County, city: Superior, browse):
    versions = [city.in_force(f"GG-{n:02}") for n in (1, 2, 3)]
    client = browse(county.lead)
    assert reverse("item-claims") in client.get(reverse("items")).content.decode()
    page = client.get(reverse("item-claims")).content.decode()
    assert "GG-02 检查" in page
    chosen = [version.item_id for version in versions[:2]]
    page = client.post(reverse("item-claims"), {"items": chosen}, follow=True).content.decode()
    assert "已认领 2 项" in page
    assert "66.67%" in page or "66.7%" in page
    assert InspectionItem.objects.filter(department=county.market).count() == 2
    mark = reverse("item-mandate", args=[versions[2].item_id])
    assert mark in page
    page = client.post(mark, {"reason": "三定没有这项职责"}, follow=True).content.decode()
    assert "三定没有这项职责" in page
    assert "没有未认领的事项" in page
    end = reverse("item-mandate-end", args=[versions[2].item_id])
    assert "GG-03 检查" in client.post(end, follow=True).content.decode()


def test_who_may_only_look_claims_nothing(county: County, city: Superior, browse):
    item = city.in_force("GG-01").item_id
    client = browse(county.head)
    assert "GG-01 检查" in client.get(reverse("item-claims")).content.decode()
    client.post(reverse("item-claims"), {"items": [item]})
    assert not InspectionItem.objects.filter(department=county.market).exists()
    assert browse(county.sys_admin).get(reverse("item-claims")).status_code == 403


def test_without_a_superior_the_page_says_so(county: County, browse):
    page = browse(county.lead).get(reverse("item-claims")).content.decode()
    assert "没有登记本条线的上级部门" in page


@pytest.fixture
def claim(county: County, city: Superior) -> ItemVersion:
    (draft,) = claim_items(by=county.lead, items=[city.in_force("GG-01").item_id])
    return publish_claim(county, draft)


def test_a_superiors_change_is_read_and_taken_over(
    county: County, city: Superior, claim: ItemVersion, browse
):
    parent = claim.item.parent
    assert parent is not None
    theirs = parent.versions.get()
    city.amended(theirs, basis=theirs.basis.replace("第二十九条", "第三十条"))
    client = browse(county.lead)
    assert "处理上级修订的事项" in client.get(reverse("workbench")).content.decode()
    page = client.get(reverse("item", args=[claim.item_id])).content.decode()
    assert "<del>二十九</del><ins>三十</ins>" in page
    take = reverse("item-parent-change", args=[claim.item_id, "take_over"])
    page = client.post(take, follow=True).content.decode()
    assert "已采纳上级的变更" in page
    assert "第三十条" in page
    assert client.post(take).status_code == 404  # decided already


def test_a_superiors_change_is_not_taken_over_for_a_reason(
    county: County, city: Superior, claim: ItemVersion, browse
):
    parent = claim.item.parent
    assert parent is not None
    retire_item(by=city.lead, item=parent, reason="条例废止")
    client = browse(county.lead)
    assert "条例废止" in client.get(reverse("item", args=[claim.item_id])).content.decode()
    keep = reverse("item-parent-change", args=[claim.item_id, "keep"])
    page = client.post(keep, {"reason": "地方性法规仍有规定"}, follow=True).content.decode()
    assert "地方性法规仍有规定" in page
    assert client.post(keep.replace("keep", "burn")).status_code == 404


def test_two_versions_are_compared_and_the_superiors_with_the_own(
    county: County, city: Superior, claim: ItemVersion, browse
):
    client = browse(county.lead)
    compare = reverse("item-compare", args=[claim.item_id])
    own = client.get(compare, {"from": "claimed", "to": "1"}).content.decode()
    assert "<del>安澜市</del><ins>澄川县</ins>" in own
    assert "两版内容相同" in client.get(compare, {"from": "1", "to": "1"}).content.decode()
    assert client.get(compare, {"from": "x", "to": "\x00"}).status_code == 200
    assert browse(county.fire_lead).get(compare).status_code == 404
