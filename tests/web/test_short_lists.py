"""The lists of experts, bodies, sub-registers and teams: filtered, in columns, as workbooks (R-018)."""

from __future__ import annotations

from io import BytesIO

import pytest
from county import County
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from mingcha.registers.models import Expert, ProfessionalBody, SpecialRegister, StaffRegister, Tag

PHONE = "13800001234"
ROUTES = ("experts", "bodies", "specials", "inspector-teams", "staff-registers")


def page(client, route: str, **filters: object) -> str:
    return client.get(reverse(route), filters).content.decode()


def workbook(client, route: str, **filters: object) -> list[tuple]:
    answer = client.get(reverse(f"{route}-export"), filters)
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    return list(book.worksheets[0].values)


@pytest.fixture
def pools(county: County) -> County:
    body = ProfessionalBody.objects.create(department=county.market, name="检测中心", phone=PHONE)
    tag = Tag.objects.create(code="metre", name="计量", kind="expertise")
    one = Expert.objects.create(department=county.market, name="周专家", body=body, phone=PHONE)
    one.tags.add(tag)
    Expert.objects.create(department=county.market, name="钱专家", is_active=False)
    StaffRegister.objects.create(department=county.market, name="计量人员库")
    SpecialRegister.objects.create(department=county.market, name="食品专项库", industry="食品")
    return county


def test_filters_narrow_page_and_workbook_alike(pools: County, browse):
    client = browse(pools.lead)
    tag = Tag.objects.get(code="metre")
    for filters in ({"q": "检测"}, {"tag": tag.pk}, {"state": "in"}):
        told = page(client, "experts", **filters)
        assert "周专家" in told
        assert "钱专家" not in told
        assert [row[0] for row in workbook(client, "experts", **filters)] == ["姓名", "周专家"]
    assert "没有符合条件的" in page(client, "experts", q="吴")
    assert "食品专项库" in page(client, "specials", state="used")
    assert "食品专项库" not in page(client, "specials", state="retired")


def test_chosen_columns_stand_on_the_page_and_in_the_workbook(pools: County, browse):
    client = browse(pools.lead)
    rows = workbook(client, "experts", columns=["body", "phone"], state="in")
    assert rows == [("姓名", "所属专业机构", "联系电话"), ("周专家", "检测中心", PHONE)]
    told = page(client, "experts", columns="title")
    assert 'data-label="职称或职务"' in told
    assert 'data-label="联系电话"' not in told


def test_telephones_are_masked_to_all_but_the_keepers(pools: County, browse):
    client = browse(pools.head)
    for route in ("experts", "bodies"):
        assert PHONE not in page(client, route) + str(workbook(client, route))
        assert "138****1234" in page(client, route)
        assert "138****1234" in str(workbook(client, route))


def test_an_exported_list_comes_back_unchanged(pools: County, browse):
    from registers_files import sent

    answer = browse(pools.lead).get(reverse("experts-export"))
    batch = sent(pools, b"".join(answer.streaming_content), kind="experts")
    assert (batch.counts["same"], batch.counts["changed"], batch.counts["gone"]) == (2, 0, 0)


def test_nothing_of_another_department_is_shown_or_handed_out(pools: County, browse):
    client = browse(pools.fire_lead)
    for route in ROUTES:
        told = page(client, route) + str(workbook(client, route))
        assert not any(name in told for name in ("周专家", "检测中心", "食品专项库"))


@pytest.mark.parametrize("route", ROUTES)
def test_a_lists_filters_are_kept_under_a_name(pools: County, browse, route: str):
    client = browse(pools.lead)
    client.post(f"{reverse('view-save', args=[route])}?q=食品", {"name": "食品的"})
    assert "食品的" in page(client, route)


@pytest.mark.parametrize("route", ROUTES)
def test_a_list_asks_no_more_for_more_rows(pools: County, browse, route: str):
    from django.db import connection

    client = browse(pools.office)
    page(client, route)
    with CaptureQueriesContext(connection) as few:
        page(client, route)
    for number in range(20):
        Expert.objects.create(department=pools.market, name=f"专家{number}")
        ProfessionalBody.objects.create(department=pools.fire, name=f"机构{number}")
        SpecialRegister.objects.create(department=pools.market, name=f"库{number}")
        StaffRegister.objects.create(department=pools.market, name=f"人员库{number}")
    with CaptureQueriesContext(connection) as many:
        page(client, route)
    assert len(many) <= len(few)
