"""A page opened before an import, saved after it: nothing that the import wrote is lost (R-016)."""

from __future__ import annotations

import pytest
from county import County
from django.urls import reverse
from registers_files import imported, objects_file, shop, uscc

from mingcha.registers.actions import objects
from mingcha.registers.models import InspectionObject, RegisterEntry


@pytest.fixture
def kept(county: County) -> InspectionObject:
    imported(county, objects_file(shop(1)))
    return InspectionObject.objects.get(code=uscc(1))


def opened(client, found: InspectionObject) -> dict[str, object]:
    """Open the page for editing and return what its form holds."""
    form = client.get(reverse("object-edit", args=[found.pk])).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in values.items()}


def test_a_page_opened_before_an_import_does_not_undo_it(county: County, browse, kept):
    client, page = browse(county.lead), reverse("object-edit", args=[kept.pk])
    form = opened(client, kept) | {"address": "填写的新住所"}
    imported(county, objects_file(shop(1, name="导入的新名")))
    kept.refresh_from_db()
    assert kept.name == "导入的新名"

    answer = client.post(page, form)
    kept.refresh_from_db()
    assert kept.name == "导入的新名"
    assert kept.address != "填写的新住所"
    errors = answer.context["form"].errors
    (told,) = errors["__all__"]
    assert "周启明于 20" in told
    assert "名称由“澄川县第1商店”改为“导入的新名”" in told
    assert "请核对后重新保存" in told
    assert "现在的名称是“导入的新名”" in errors["name"][0]
    again = {name: answer.context["form"][name].value() for name in form}
    assert again == form | {"opened": again["opened"]}, "nothing typed is lost"
    assert again["opened"] != form["opened"]
    text = answer.content.decode()
    assert "填写的新住所" in text
    assert again["opened"] in text

    client.post(page, again | {"name": "导入的新名"})
    kept.refresh_from_db()
    assert (kept.name, kept.address) == ("导入的新名", "填写的新住所")


def test_a_colleagues_reason_for_exclusion_is_not_lost_either(county: County, browse, kept):
    client, page = browse(county.lead), reverse("object-edit", args=[kept.pk])
    form = opened(client, kept)
    entry = RegisterEntry.objects.get(object=kept)
    objects.edit_object(by=county.lead, entry=entry, facts={}, exclusion="已立案调查")
    answer = client.post(page, form | {"address": "别处"})
    assert "现在的不参加抽查的原因是“已立案调查”" in answer.context["form"].errors["exclusion"][0]
    entry.refresh_from_db()
    assert entry.exclusion == "已立案调查"


def test_saving_the_same_twice_is_no_conflict(county: County, browse, kept):
    client, page = browse(county.lead), reverse("object-edit", args=[kept.pk])
    form = opened(client, kept) | {"address": "别处"}
    assert client.post(page, form).status_code == 302
    assert client.post(page, form).status_code == 302


@pytest.mark.parametrize("mark", ["", "x", "-", "1", "0-0"])
def test_a_mark_that_is_none_is_as_old_as_can_be(county: County, browse, kept, mark: str):
    client, page = browse(county.lead), reverse("object-edit", args=[kept.pk])
    form = opened(client, kept) | {"opened": mark, "address": "别处"}
    imported(county, objects_file(shop(1, name="导入的新名")))
    assert client.post(page, form).context["form"].errors["name"]
