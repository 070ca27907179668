"""An inspector's page opened before an import, saved after it: nothing that was written is lost (R-016)."""

from __future__ import annotations

from typing import Any

import pytest
from county import County
from django.urls import reverse
from registers_files import INSPECTOR_HEADS, imported, officer, workbook

from mingcha.registers.models import Inspector


def load(county: County, **changes: str) -> None:
    imported(county, workbook(INSPECTOR_HEADS, [officer(1, **changes)]), "inspectors")


@pytest.fixture
def kept(county: County) -> Inspector:
    load(county)
    return Inspector.objects.get(staff_no="SCJG001")


def opened(client, one: Inspector) -> dict[str, Any]:
    form = client.get(reverse("inspector-edit", args=[one.pk])).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in values.items()}


def test_a_page_opened_before_an_import_does_not_undo_it(county: County, browse, kept):
    client, page = browse(county.lead), reverse("inspector-edit", args=[kept.pk])
    form = opened(client, kept) | {"remark": "兼任法制员"}
    load(county, capacity="12")
    answer = client.post(page, form)
    kept.refresh_from_db()
    assert (kept.capacity, kept.remark) == (12, "")
    errors = answer.context["form"].errors
    assert "这名检查人员的登记已有改动" in errors["__all__"][0]
    assert "由“20”改为“12”" in errors["__all__"][0]
    assert "现在的" in errors["capacity"][0]
    again = {name: answer.context["form"][name].value() for name in answer.context["form"].fields}
    assert {**again, "opened": ""} == {name: _sent(value) for name, value in form.items()} | {
        "opened": ""
    }, "nothing typed is lost"
    client.post(page, again | {"capacity": "12"})
    kept.refresh_from_db()
    assert (kept.capacity, kept.remark) == (12, "兼任法制员")


def _sent(value: Any) -> Any:
    return [str(each) for each in value] if isinstance(value, list) else str(value)


def test_tags_that_others_gave_meanwhile_are_not_taken_off(county: County, browse, kept):
    client, page = browse(county.lead), reverse("inspector-edit", args=[kept.pk])
    form = opened(client, kept) | {"remark": "兼任法制员"}
    gone = kept.expertise.first()
    kept.expertise.remove(gone)
    errors = client.post(page, form).context["form"].errors
    assert "业务专长和岗位资质由" in errors["__all__"][0]
    assert gone not in kept.expertise.all()


def test_saving_the_same_twice_is_no_conflict(county: County, browse, kept):
    client, page = browse(county.lead), reverse("inspector-edit", args=[kept.pk])
    form = opened(client, kept) | {"remark": "兼任法制员"}
    assert client.post(page, form).status_code == 302
    assert client.post(page, form).status_code == 302


@pytest.mark.parametrize("mark", ["", "x", "-", "+1", "0"])
def test_a_mark_that_is_none_is_as_old_as_can_be(county: County, browse, kept, mark: str):
    client, page = browse(county.lead), reverse("inspector-edit", args=[kept.pk])
    form = opened(client, kept) | {"opened": mark, "remark": "兼任法制员"}
    load(county, capacity="12")
    assert client.post(page, form).context["form"].errors["__all__"]
