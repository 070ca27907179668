"""The pages of the sub-registers of inspectors, and the scheme that chooses one (R-025)."""

from __future__ import annotations

from county import County
from django.urls import reverse
from task_station import SCHEME, make_station

from mingcha.registers.models import Inspector, StaffRegister, Tag
from mingcha.tasks.actions import creating


def test_a_sub_register_is_kept_on_its_pages(county: County, browse):
    client = browse(county.lead)
    tag = Tag.objects.create(code="metre", name="计量", kind="expertise")
    sent = {"name": "计量检查人员专项库", "tags": [tag.pk]}
    client.post(reverse("staff-register-new"), sent)
    register = StaffRegister.objects.get()
    one = Inspector.objects.filter(department=county.market).first()
    if one is None:
        one = Inspector.objects.create(
            department=county.market, staff_no="G1", name="赵一", region=county.region
        )
    one.expertise.add(tag)
    page = reverse("staff-register", args=[register.pk])
    assert one.name in client.get(page).content.decode()
    edit = reverse("staff-register-edit", args=[register.pk])
    opened = client.get(edit).context["form"].mark
    client.post(edit, sent | {"industry": "民生计量", "opened": opened})
    assert "民生计量" in client.get(reverse("staff-registers")).content.decode()
    assert reverse("staff-registers") in client.get(reverse("inspectors")).content.decode()
    assert browse(county.fire_lead).get(page).status_code == 404
    assert browse(county.office).get(edit).status_code == 403
    client = browse(county.lead)
    retire = reverse("staff-register-retire", args=[register.pk])
    client.post(retire, {"reason": "并入其他专项库"})
    assert "已停用" in client.get(page).content.decode()


def test_the_scheme_chooses_a_sub_register(county: County, browse):
    task = creating.create_task_from_line(
        by=county.lead, line=make_station(county), disclosing="immediate"
    )
    client, page = browse(county.lead), reverse("task-scheme", args=[task.pk])
    assert "检查人员从哪个专项库抽取" not in client.get(page).content.decode()
    register = StaffRegister.objects.create(department=county.market, name="计量检查人员专项库")
    assert "检查人员从哪个专项库抽取" in client.get(page).content.decode()
    sent = SCHEME | {"matching": "person", "team_size": 2, "staff_register": register.pk}
    client.post(page, sent)
    assert task.sub_tasks.get(is_lead=True).staff_register == register
    told = client.get(reverse("task", args=[task.pk])).content.decode()
    assert "检查人员只从“计量检查人员专项库”抽取" in told
