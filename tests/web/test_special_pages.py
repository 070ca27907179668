"""Sub-registers through the pages: set up, filled from the list, chosen as a task's range."""

from __future__ import annotations

from county import County
from django.urls import reverse
from registers_files import imported, objects_file, shop, uscc
from task_station import make_station

from mingcha.registers.models import InspectionObject, Licence, SpecialMember, SpecialRegister


def test_found_objects_join_a_sub_register_and_leave_it_with_a_reason(county: County, browse):
    imported(county, objects_file(shop(1), shop(2)))
    client = browse(county.lead)
    answers = {"name": "食品经营企业专项库", "industry": "食品经营"}
    client.post(reverse("special-new"), answers)
    register = SpecialRegister.objects.get()
    found = f"{reverse('object-membership')}?q={uscc(1)}"
    page = client.post(found, {"register": register.pk}, follow=True).content.decode()
    assert "已将 1 户加入“食品经营企业专项库”" in page
    members = client.get(reverse("special", args=[register.pk])).content.decode()
    assert "澄川县第1商店" in members
    assert "澄川县第2商店" not in members
    shown = client.get(reverse("objects"), {"special": register.pk})
    assert shown.context["count"].number == 1
    one = InspectionObject.objects.get(code=uscc(1))
    assert "食品经营企业专项库" in client.get(reverse("object", args=[one.pk])).content.decode()
    leaving = {"register": register.pk, "leave": "1", "reason": "许可证已注销"}
    client.post(found, leaving)
    assert not SpecialMember.objects.filter(left_at=None)
    page = client.get(reverse("object", args=[one.pk])).content.decode()
    assert "移出专项库：食品经营企业专项库" in page


def test_a_licence_is_entered_on_the_objects_page(county: County, browse):
    imported(county, objects_file(shop(1)))
    one, client = InspectionObject.objects.get(), browse(county.lead)
    answers = {"kind": "食品经营许可证", "number": "JY1", "valid_to": "9999-12-31"}
    page = client.post(reverse("object-licence-new", args=[one.pk]), answers, follow=True)
    assert "长期" in page.content.decode()
    edit = reverse("object-licence-edit", args=[one.pk, Licence.objects.get().pk])
    page = client.post(edit, answers | {"issuer": "县局"}, follow=True).content.decode()
    assert "许可证变更：食品经营许可证 JY1" in page


def test_others_read_a_sub_register_only_within_their_scope(county: County, browse):
    browse(county.lead).post(reverse("special-new"), {"name": "食品经营企业专项库"})
    register = SpecialRegister.objects.get()
    theirs = browse(county.fire_lead)
    assert theirs.get(reverse("special", args=[register.pk])).status_code == 404
    assert theirs.post(reverse("special-retire", args=[register.pk])).status_code == 404
    assert browse(county.office).get(reverse("special", args=[register.pk])).status_code == 200


def test_a_task_asks_for_sub_registers_and_tags_to_leave_out(county: County, browse):
    make_station(county)
    client = browse(county.lead)
    client.post(reverse("special-new"), {"name": "食品经营企业专项库"})
    page = client.get(reverse("task-off-plan")).content.decode()
    for question in ("专项库", "名单和标记"):
        assert question in page
