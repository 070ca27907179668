"""Tag rules through the pages: looked at, saved, carried out, undone."""

from __future__ import annotations

from county import County
from django.urls import reverse
from registers_files import imported, objects_file, shop

from mingcha.registers.actions.tags import create_tag
from mingcha.registers.models import InspectionObject, TagRule, TagRun


def test_a_rule_is_looked_at_saved_carried_out_and_undone(county: County, browse):
    imported(county, objects_file(shop(1), shop(2, status="注销"), shop(3)))
    tag = create_tag(by=county.lead, kind="object", name="重点单位", code="zhongdian")
    client = browse(county.lead)
    answers = {"tag": tag.pk, "field_1": "status", "values_1": "存续"}
    answers |= {"group_2": "none", "field_2": "name", "values_2": "第3"}
    page = client.post(reverse("tag-rule-new"), answers | {"look": "1"}).content.decode()
    assert "符合条件的有 1 户：执行后给 1 户加上标签" in page
    assert not TagRule.objects.exists()
    page = client.post(reverse("tag-rule-new"), answers, follow=True).content.decode()
    assert "登记状态：存续，并且不是（名称含有：第3）" in page
    rule = TagRule.objects.get()
    shown = client.get(reverse("tag-rule-edit", args=[rule.pk])).context["form"]
    assert shown.initial["group_2"] == "none"
    assert shown.initial["values_1"] == "存续"
    client.post(reverse("tag-rule-run", args=[rule.pk]))
    one = InspectionObject.objects.get(tags=tag)
    page = client.get(reverse("object", args=[one.pk])).content.decode()
    assert "加上标签：重点单位" in page
    undo = reverse("tag-run-undo", args=[TagRun.objects.get().pk])
    page = client.post(undo, {"reason": "条件写错了"}, follow=True).content.decode()
    assert "已撤销：条件写错了" in page
    assert not tag.inspectionobject_set.exists()


def test_others_do_not_carry_it_out(county: County, browse):
    tag = create_tag(by=county.lead, kind="object", name="重点单位", code="zhongdian")
    answers = {"tag": tag.pk, "field_1": "risk_level", "values_1": "D"}
    browse(county.lead).post(reverse("tag-rule-new"), answers)
    rule = TagRule.objects.get()
    theirs = browse(county.fire_lead)
    assert theirs.post(reverse("tag-rule-run", args=[rule.pk])).status_code == 404
    assert "风险类别：D" in browse(county.lead).get(reverse("tag-rules")).content.decode()
    page = browse(county.office).get(reverse("tag-rules")).content.decode()
    assert "含有风险类别的条件" in page
    assert "D 类" not in page


def test_a_rule_asks_for_licences_that_end_within_so_many_days(county: County, browse):
    tag = create_tag(by=county.lead, kind="object", name="许可将到期")
    client, page = browse(county.lead), reverse("tag-rule-new")
    form = {"tag": tag.pk, "group_1": "all", "field_1": "licence_ends", "values_1": "三十"}
    assert "请写数字，如 30" in client.post(page, form).content.decode()
    client.post(page, form | {"values_1": "30"})
    assert "许可证在几天内到期：30" in client.get(reverse("tag-rules")).content.decode()
    edit = reverse("tag-rule-edit", args=[TagRule.objects.get().pk])
    assert 'value="30"' in client.get(edit).content.decode()
