"""The pages of full coverage: figures, pictures, the lists behind the numbers, the workbooks."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO

import openpyxl
import pytest
from certificates import officer_with
from county import County
from django.test import Client
from django.urls import reverse
from registers_files import imported, objects_file, shop, uscc

from mingcha.publication.actions.lists import publish_object_list
from mingcha.registers.models import CertifiedHeadcount

COUNTED = re.compile(r"共 <b>([\d,]+)</b>")
PART = re.compile(r'<span>([^<]+) <a href="([^"]+)">([\d,]+)<span')


@pytest.fixture
def bad_load(county: County) -> object:
    officer_with(
        certificate_no="1", staff_no="1", name="员1", department=county.market, region=county.region
    )
    tagged = shop(1, tags="餐饮服务")
    return imported(county, objects_file(tagged, shop(2, risk=""), shop(3, name="")))


def page_of(client: Client) -> str:
    return client.get(reverse("coverage")).content.decode()


def workbook_of(client: Client, address: str) -> list[list[object]]:
    content = b"".join(client.get(address).streaming_content)
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.mark.parametrize("persona", ["office", "lead"])
def test_every_figure_leads_to_a_list_of_so_many_rows(
    county: County, bad_load: object, browse, persona: str
):
    client = browse(county.people[persona])
    parts = PART.findall(page_of(client))
    known = {"在库", "来源有、名录没有", "没有标签", "执法证有效", "现行事项"}
    known |= {"已分类"} if persona == "lead" else set()
    assert known <= {title for title, _, _ in parts}
    for title, address, number in parts:
        if "claims" in address or "reports" in address:
            continue
        shown = client.get(unescape(address))
        assert shown.status_code == 200, title
        counted = COUNTED.search(shown.content.decode())
        assert counted, title
        assert counted[1] == number, f"{title}: {address}"


def test_the_page_is_found_among_the_registers_and_has_its_pictures(
    county: County, bad_load: object, browse
):
    client = browse(county.office)
    assert f'href="{reverse("coverage")}"' in client.get(reverse("objects")).content.decode()
    page = page_of(client)
    assert 'aria-label="市场监督管理局：在库 2，来源中 3，已入库 2' in page
    assert 'class="late" x="66.7%" y="4" width="33.3%"' in page
    assert "66.66%" in page
    assert "未公布" in page


def test_who_sees_no_classes_reads_nothing_of_them(county: County, bad_load: object, browse):
    client = browse(county.operator)
    page = page_of(client)
    assert "在库" in page
    assert "风险类别" not in page
    assert "已分类" not in workbook_of(client, reverse("coverage-export"))[0]


def test_the_gap_says_row_and_reason_and_goes_out_as_a_workbook(
    county: County, bad_load: object, browse
):
    client = browse(county.office)
    gaps = reverse("coverage-gaps", args=[bad_load.pk])
    page = client.get(gaps).content.decode()
    assert uscc(3) in page
    assert "没有入库的原因" in page
    rows = workbook_of(client, reverse("coverage-gaps-export", args=[bad_load.pk]))
    assert rows[1][0] == uscc(3)
    assert "名录中的对象来源里都有" in client.get(f"{gaps}?rows=gone").content.decode()
    assert browse(county.fire_lead).get(gaps).status_code == 404


def test_the_figures_go_out_a_row_each_department(county: County, bad_load: object, browse):
    head, *rows = workbook_of(browse(county.office), reverse("coverage-export"))
    market = next(row for row in rows if row[0] == county.market.name)
    assert len(rows) == 2
    assert market[head.index("在库对象")] == "2"
    assert "来源中 3，已入库 2" in market[head.index("各来源核对")]


def test_a_number_of_certificate_holders_makes_a_share(county: County, bad_load: object, browse):
    client = browse(county.lead)
    address = reverse("coverage-headcount")
    assert address in page_of(client)
    given = {"number": "4", "as_of": "2026-03-01", "source": "司法局执法证件名册"}
    page = client.post(address, given, follow=True).content.decode()
    assert "已登记持证人数" in page
    assert "25%" in page
    assert CertifiedHeadcount.objects.get().stated_by == "lead"
    assert browse(county.office).get(address).status_code == 403


def test_the_source_is_chosen_when_a_file_is_sent(county: County, browse):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from mingcha.registers.models import ImportBatch

    client = browse(county.lead)
    file = SimpleUploadedFile("名录.xlsx", objects_file(shop(1)))
    client.post(reverse("imports"), {"kind": "objects", "source": "registry", "file": file})
    assert ImportBatch.objects.get().source == "registry"
    assert "市场主体登记系统" in client.get(reverse("imports")).content.decode()


def test_a_wrong_source_is_mended_by_sending_the_file_again(county: County, browse):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from mingcha.audit.models import AuditEvent
    from mingcha.registers.models import ImportBatch

    client, content = browse(county.lead), objects_file(shop(1))
    for source in ("registry", "licensing", ""):
        file = SimpleUploadedFile("名录.xlsx", content)
        client.post(reverse("imports"), {"kind": "objects", "source": source, "file": file})
    assert ImportBatch.objects.get().source == "licensing"
    told = AuditEvent.objects.filter(type="register.import").order_by("pk")
    actions = [event.body["action"] for event in told]
    assert [each for each in actions if each != "check"] == ["upload", "name_source"]


def test_the_published_register_of_objects_is_told_with_its_version(county: County, browse):
    imported(county, objects_file(shop(1)))
    publish_object_list(by=county.lead, department=county.market)
    page = browse(county.lead).get(reverse("coverage"))
    (row,) = [each for each in page.context["rows"] if each.department == county.market]
    assert set(row.published) == {"object_list"}
    assert reverse("public-registers") in page.content.decode()
    assert page.content.decode().count("未公布") == 2
