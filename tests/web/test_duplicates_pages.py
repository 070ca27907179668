"""Suspected duplicates through the pages: found, looked at, merged, told apart, parted."""

from __future__ import annotations

from county import County
from django.urls import reverse
from registers_files import imported, objects_file, shop, uscc
from task_station import approved_task, make_station

from mingcha.registers.models import DistinctPair, InspectionObject, ObjectMerge


def twice(county: County) -> list[InspectionObject]:
    rows = (shop(1, name="丰收粮店"), shop(2, name="丰收粮店", address="北环路9号"), shop(3))
    imported(county, objects_file(*rows))
    return [InspectionObject.objects.get(code=uscc(number)) for number in (1, 2)]


def test_a_pair_is_found_looked_at_merged_and_parted_again(county: County, browse):
    one, other = twice(county)
    client = browse(county.lead)
    assert "疑似重复" in client.get(reverse("objects")).content.decode()
    page = client.get(reverse("object-duplicates")).content.decode()
    pair = reverse("object-pair", args=[one.pk, other.pk])
    assert pair in page
    shown = client.get(pair).content.decode()
    assert "北环路9号" in shown
    assert "名称和区划相同" in shown
    merged = client.post(pair, {"kept": one.pk, "reason": "换发营业执照"}, follow=True)
    assert f"已并入 {one.code}" in merged.content.decode()
    assert other.code in merged.content.decode()
    gone = client.get(reverse("object", args=[other.pk])).content.decode()
    assert "不再参加抽查" in gone
    assert "编辑对象" not in gone
    listed = client.get(reverse("object-duplicates"), {"kind": "merged"}).content.decode()
    assert "撤销合并" in listed
    assert pair not in client.get(reverse("object-duplicates")).content.decode()
    undo = reverse("object-merge-undo", args=[ObjectMerge.objects.get().pk])
    page = client.post(undo, {"reason": "是两家店"}, follow=True).content.decode()
    assert "已撤销合并" in page
    assert f"撤销：并入 {one.code}" in page


def test_two_that_are_two_leave_the_list_until_that_is_withdrawn(county: County, browse):
    one, other = twice(county)
    client = browse(county.lead)
    args = [one.pk, other.pk]
    told = client.post(reverse("object-pair-apart", args=args), {"reason": "两家店"}, follow=True)
    assert "没有发现疑似重复的对象" in told.content.decode()
    listed = client.get(reverse("object-duplicates"), {"kind": "distinct"}).content.decode()
    assert "两家店" in listed
    client.post(reverse("object-pair-withdraw", args=args))
    assert DistinctPair.objects.get().withdrawn_by == county.lead.username
    assert client.get(reverse("object-duplicates")).context["number"] == 1


def test_a_pair_that_the_statement_missed_is_named_by_code(county: County, browse):
    one, _ = twice(county)
    third = InspectionObject.objects.get(code=uscc(3))
    client = browse(county.lead)
    page = reverse("object-merge-with", args=[one.pk])
    sent = client.post(page, {"code": third.code.lower()})
    assert sent.headers["Location"] == reverse("object-pair", args=[one.pk, third.pk])
    assert "系统没有发现重复的依据" in client.get(sent.headers["Location"]).content.decode()


def test_others_see_pairs_within_their_scope_and_merge_none(county: County, browse):
    one, other = twice(county)
    pair = reverse("object-pair", args=[one.pk, other.pk])
    assert browse(county.fire_lead).get(pair).status_code == 404
    assert browse(county.outsider).get(pair).status_code == 404
    office = browse(county.office)
    assert office.get(pair).status_code == 200
    assert office.get(reverse("object-duplicates")).context["number"] == 1
    refused = office.post(pair, {"kept": one.pk, "reason": "换发营业执照"})
    assert refused.status_code in {403, 404}
    assert not ObjectMerge.objects.exists()


def test_a_frame_with_a_suspected_pair_warns_before_it_is_frozen(county: County, browse):
    task = approved_task(county, make_station(county))
    client = browse(county.lead)
    preview = reverse("task-pool-preview", args=[task.pk])
    assert "疑似重复" not in client.get(preview).content.decode()
    one, other = InspectionObject.objects.order_by("pk")[:3:2]
    other.name = one.name
    other.save()
    assert "1 对疑似重复的对象" in client.get(preview).content.decode()
