"""Certificates, times away, licences and experts: a page opened before somebody saved writes nothing over (R-016)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from certificates import officer_with
from county import County
from django.urls import reverse
from registers_files import imported, objects_file, shop

from mingcha.registers.actions.absences import enter_absence
from mingcha.registers.actions.experts import add_body, add_expert
from mingcha.registers.actions.licences import write_licence
from mingcha.registers.models import RegisterEntry


def certificate(county: County) -> tuple[Any, str]:
    one = officer_with(
        certificate_no="1", staff_no="1", name="员1", department=county.market, region=county.region
    )
    held = one.certificates.get()
    return held, reverse("inspector-certificate", args=[one.pk, held.pk])


def licence(county: County) -> tuple[Any, str]:
    imported(county, objects_file(shop(1)))
    entry = RegisterEntry.objects.select_related("object").get()
    facts = {"kind": "食品经营许可证", "number": "JY1", "issuer": "", "scope": ""}
    facts |= {"valid_from": None, "valid_to": date(2028, 1, 1)}
    row = write_licence(by=county.lead, entry=entry, facts=facts)
    return row, reverse("object-licence-edit", args=[entry.object_id, row.pk])


def expert(county: County) -> tuple[Any, str]:
    facts = {"name": "周专家", "employer": "大学", "title": "", "is_active": True}
    row = add_expert(by=county.lead, department=county.market, facts=facts)
    return row, reverse("expert-edit", args=["expert", row.pk])


def body(county: County) -> tuple[Any, str]:
    facts = {"name": "检测中心", "services": "检验", "contact": "", "is_active": True}
    row = add_body(by=county.lead, department=county.market, facts=facts)
    return row, reverse("expert-edit", args=["body", row.pk])


CASES = [
    (certificate, ("issuer", "scope"), "这本证件"),
    (licence, ("issuer", "scope"), "这张许可证"),
    (expert, ("employer", "title"), "这条记录"),
    (body, ("services", "contact"), "这条记录"),
]


@pytest.mark.parametrize(("make", "fields", "named"), CASES)
def test_nothing_is_written_over(county: County, browse, make, fields, named):
    row, page = make(county)
    client, (first, second) = browse(county.lead), fields
    form = client.get(page).context["form"]
    given = {name: form[name].value() for name in form.fields}
    given = {name: "" if value is None else value for name, value in given.items()}
    client.post(page, given | {first: "同事写的"})
    again = client.post(page, given | {first: "同事写的"})
    assert again.status_code == 302, "the same saved twice is no conflict"
    answer = client.post(page, given | {second: "我写的"})
    row.refresh_from_db()
    assert (getattr(row, first), getattr(row, second)) == ("同事写的", given[second])
    text = answer.content.decode()
    assert f"打开本页之后，{named}已有改动" in text
    assert "我写的" in text
    mark = answer.context["form"]["opened"].value()
    client.post(page, given | {first: "同事写的", second: "我写的", "opened": mark})
    row.refresh_from_db()
    assert (getattr(row, first), getattr(row, second)) == ("同事写的", "我写的")


def test_a_time_away_is_not_written_over(county: County, browse):
    held, _ = certificate(county)
    days = {"starts_on": date(2026, 3, 2), "ends_on": date(2026, 3, 20)}
    away = {"by": county.lead, "inspector": held.inspector, "kind": "leave", "reason": "年休假"}
    row = enter_absence(**away, **days)
    page = reverse("inspector-absence", args=[held.inspector_id, row.pk])
    client = browse(county.lead)
    form = client.get(page).context["form"]
    given = {name: form[name].value() for name in form.fields}
    for _ in range(2):
        assert client.post(page, given | {"ends_on": "2026-03-09"}).status_code == 302
    answer = client.post(page, given | {"reason": "我写的"})
    text = answer.content.decode()
    assert "打开本页之后，这条登记已有改动" in text
    assert "把结束日期由“2026-03-20”改为“2026-03-09”" in text
    row.refresh_from_db()
    assert (row.ends_on, row.reason) == (date(2026, 3, 9), "年休假")
    mark = answer.context["form"]["opened"].value()
    client.post(page, given | {"ends_on": "2026-03-09", "reason": "我写的", "opened": mark})
    row.refresh_from_db()
    assert (row.ends_on, row.reason) == (date(2026, 3, 9), "我写的")
