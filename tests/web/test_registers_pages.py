"""The pages of objects, inspectors, tags and imports."""

from __future__ import annotations

import re
from datetime import timedelta
from http import HTTPStatus
from io import BytesIO

import pytest
from county import County
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook
from registers_files import (
    INSPECTOR_HEADS,
    imported,
    objects_file,
    officer,
    sent,
    shop,
    uscc,
    workbook,
)

from mingcha.foundation import clock
from mingcha.foundation.models import ExportedFile
from mingcha.registers.intake.working import annotate_file, apply_import, check_file
from mingcha.registers.models import ImportBatch, InspectionObject, Inspector, Recusal, Tag
from mingcha.web.registers.objects.export import export_objects


def text_of(response) -> str:
    return response.content.decode()


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def register(county: County) -> InspectionObject:
    imported(
        county,
        objects_file(
            shop(1, risk="D", tags="重点单位"),
            shop(2, status="吊销"),
            shop(3, region="130136100", name="城关老张饺子馆"),
        ),
    )
    return InspectionObject.objects.get(code=uscc(1))


def test_an_import_goes_from_file_to_register_through_the_pages(county: County, browse):
    client = browse(county.lead)
    file = upload("名录.xlsx", objects_file(shop(1), shop(2), shop(3, code="12")))
    page = client.post(reverse("imports"), {"kind": "objects", "file": file}, follow=True)
    assert "校验 名录.xlsx" in text_of(page)
    batch = ImportBatch.objects.get()
    check_file(batch=batch)
    address = reverse("import", args=[batch.pk])
    text = text_of(client.get(address))
    assert "写入 2 行，1 行不写入" in text
    assert "3 行 = 2 + 0 + 0 + 1 + 0" in text
    assert "澄川县第2商店" in text_of(client.get(address, {"rows": "new"}))
    assert client.get(reverse("import-annotated", args=[batch.pk])).status_code == 404
    annotate_file(batch=batch)
    back = load_workbook(BytesIO(client.get(reverse("import-annotated", args=[batch.pk])).content))
    assert [cell.value for cell in back.worksheets[0]["I"]] == ["处理结果", "接受", "接受", "退回"]
    client.post(reverse("import-step", args=[batch.pk, "confirm"]))
    apply_import(batch=batch)
    assert "已写入名录" in text_of(client.get(address))
    assert "澄川县第2商店" in text_of(client.get(reverse("objects")))


def test_an_import_of_which_no_row_is_good_offers_nothing_to_write(
    county: County, browse, register
):
    same = shop(2, status="吊销")
    for rows, told in (
        ([shop(4), shop(5, code="12")], "1 行有错，不会写入；其余的行可以先写入"),
        ([shop(4, code="12"), shop(5, code="13")], "2 行有错，不会写入；没有可以写入的行"),
        ([same, shop(5, code="12")], "1 行有错，不会写入；其余的行与名录一致，不必写入"),
    ):
        batch = sent(county, objects_file(*rows))
        page = reverse("import", args=[batch.pk])
        assert f"{told}</p>" in text_of(browse(county.lead).get(page))


def test_what_is_no_spreadsheet_is_told_at_the_field(county: County, browse):
    file = upload("名录.xlsx", b"%PDF-1.4")
    page = browse(county.lead).post(reverse("imports"), {"kind": "inspectors", "file": file})
    form = page.context["form"]
    assert form.errors["file"] == ["这是PDF 文件，不是表格：请给出 .xlsx、.xls 或 .csv 文件"]
    assert form["kind"].value() == "inspectors"


def test_a_changed_row_shows_before_and_after(county: County, browse, register):
    batch = sent(county, objects_file(shop(1, name="改名商店", risk="B", tags="重点单位")))
    client = browse(county.lead)
    text = text_of(client.get(reverse("import", args=[batch.pk]), {"rows": "changed"}))
    assert "澄川县第1商店" in text
    assert "<b>改名商店</b>" in text
    refused = client.post(reverse("import-step", args=[batch.pk, "confirm"]), follow=True)
    assert "怎样处理" in text_of(refused)
    assert client.post(reverse("import-step", args=[batch.pk, "burn"])).status_code == 404
    client.post(reverse("import-step", args=[batch.pk, "cancel"]))
    assert "已取消" in text_of(client.get(reverse("import", args=[batch.pk])))


def test_imports_are_the_departments_own(county: County, browse, register):
    batch = ImportBatch.objects.get()
    for name in ("import", "import-annotated"):
        assert browse(county.fire_lead).get(reverse(name, args=[batch.pk])).status_code == 404
        assert browse(county.head).get(reverse(name, args=[batch.pk])).status_code == 403


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "饺子"}, {"城关老张饺子馆"}),
        ({"q": "张饺子馆"}, {"城关老张饺子馆"}),
        ({"q": uscc(2)[:17]}, {"澄川县第2商店"}),
        ({"region": "130136100"}, {"城关老张饺子馆"}),
        ({"region": "130136"}, {"城关老张饺子馆", "澄川县第1商店", "澄川县第2商店"}),
        ({"status": "revoked"}, {"澄川县第2商店"}),
        ({"risk_level": "D"}, {"澄川县第1商店"}),
        ({"kind": "self_employed"}, set()),
    ],
)
def test_objects_are_found(county: County, browse, register, query, found):
    page = browse(county.lead).get(reverse("objects"), query)
    assert {row.record.name for row in page.context["table"].paginated_rows} == found


def test_the_list_sorts_by_name_and_filters_by_tag(county: County, browse, register):
    client = browse(county.lead)
    names = [
        row.record.name
        for row in client.get(reverse("objects"), {"sort": "-name"}).context["table"].rows
    ]
    assert names == sorted(names, reverse=True)
    tag = Tag.objects.get(name="重点单位")
    page = client.get(reverse("objects"), {"tags": tag.pk})
    assert page.context["count"].text == "1"


def test_classes_are_shown_to_those_who_may_see_them(county: County, browse, register):
    seen = text_of(browse(county.lead).get(reverse("objects")))
    assert "风险类别" in seen
    hidden = browse(county.office)
    assert "风险类别" not in text_of(hidden.get(reverse("objects")))
    detail = reverse("object", args=[register.pk])
    assert "风险类别" not in text_of(hidden.get(detail))
    unfiltered = hidden.get(reverse("objects"), {"risk_level": "D"})
    assert unfiltered.context["count"].text == "3"
    head = load_workbook(BytesIO(b"".join(hidden.post(reverse("object-export")).streaming_content)))
    assert "信用风险等级" not in [cell.value for cell in head.active[1]]


def test_the_export_holds_what_was_found(county: County, browse, register):
    page = browse(county.lead).post(reverse("object-export") + "?q=商店")
    sheet = load_workbook(BytesIO(b"".join(page.streaming_content))).active
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == [
        "澄川县第1商店",
        "澄川县第2商店",
    ]
    assert sheet["K2"].value == "D"


@pytest.mark.django_db(databases=["default", "progress"])
def test_a_long_export_is_written_in_the_background(county: County, browse, register, monkeypatch):
    monkeypatch.setattr("mingcha.web.registers.paging.MOST", 1)
    client = browse(county.lead)
    waiting = client.post(reverse("object-export") + "?q=商店", follow=True)
    assert "导出检查对象名录" in text_of(waiting)
    file = ExportedFile.objects.get()
    fetched = reverse("exported-file", args=[file.pk])
    assert client.get(fetched).status_code == HTTPStatus.NOT_FOUND
    export_objects.func(job_key=f"export/{file.pk}", file=file.pk, query="q=商店")
    assert fetched in text_of(client.get(reverse("exported", args=[file.pk])))
    sheet = load_workbook(BytesIO(b"".join(client.get(fetched).streaming_content))).active
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == [
        "澄川县第1商店",
        "澄川县第2商店",
    ]
    stranger = browse(county.head)
    for address in (fetched, reverse("exported", args=[file.pk])):
        assert stranger.get(address).status_code == HTTPStatus.NOT_FOUND


def test_an_exported_file_is_kept_for_a_day(county: County, browse, register, monkeypatch):
    monkeypatch.setattr("mingcha.web.registers.paging.MOST", 1)
    old = ExportedFile.objects.create(
        name="旧.xlsx", asked_by="lead", created_at=clock.now() - timedelta(days=2)
    )
    browse(county.lead).post(reverse("object-export"))
    assert not ExportedFile.objects.filter(pk=old.pk).exists()
    assert ExportedFile.objects.count() == 1


def test_an_object_is_corrected_classed_and_removed(county: County, browse, register):
    client = browse(county.lead)
    detail = reverse("object", args=[register.pk])
    form = {
        "name": "新名商店",
        "kind": "enterprise",
        "status": "existing",
        "region": "130136001",
        "address": "",
        "exclusion": "已立案调查",
    }
    client.post(reverse("object-edit", args=[register.pk]), form)
    text = text_of(client.get(detail))
    assert "<b>新名商店</b>" in text
    assert re.search('data-label="操作人">(<div>)?周启明<', text)
    bad = client.post(reverse("object-class", args=[register.pk]), {"level": "A"})
    assert bad.context["form"].errors["reason"]
    client.post(reverse("object-class", args=[register.pk]), {"level": "A", "reason": "信用修复"})
    register.refresh_from_db()
    assert register.risk_level == "A"
    client.post(reverse("object-remove", args=[register.pk]), {"reason": "不属本局监管"})
    assert "移出：不属本局监管" in text_of(client.get(detail))


def test_a_project_is_added_under_its_own_key(county: County, browse):
    client = browse(county.lead)
    form = {
        "code": "项目-2026-7",
        "name": "城关镇旧城改造项目",
        "kind": "project",
        "status": "existing",
        "region": "130136",
    }
    client.post(reverse("object-new"), form)
    found = InspectionObject.objects.get()
    assert len(found.key) == 22
    again = client.post(reverse("object-new"), form)
    assert again.context["form"].errors["code"] == ["本部门名录中已有代码 项目-2026-7，请核对"]
    bad = client.post(reverse("object-new"), form | {"name": ""})
    assert "项目-2026-7" in text_of(bad)


def test_who_enters_a_code_is_told_what_became_of_it(county: County, browse, register):
    form = {"name": "甲店", "kind": "enterprise", "status": "existing", "region": "130136"}
    wrong = browse(county.lead).post(reverse("object-new"), form | {"code": "12345"})
    assert "请对照营业执照核对" in str(wrong.context["form"].errors["code"])
    last = "0" if uscc(77)[-1] != "0" else "1"
    copied = {"code": uscc(77)[:-1] + last}
    made = browse(county.lead).post(reverse("object-new"), form | copied, follow=True)
    assert "校验位与前面各位对不上" in text_of(made)
    known = {"code": register.code}
    taken = browse(county.fire_lead).post(reverse("object-new"), form | known, follow=True)
    assert "刚才填写的没有采用" in text_of(taken)


def test_objects_of_other_registers_do_not_exist(county: County, browse, register):
    for name in ("object", "object-edit", "object-class"):
        address = reverse(name, args=[register.pk])
        assert browse(county.fire_lead).get(address).status_code == HTTPStatus.NOT_FOUND
        assert browse(county.inspector).get(address).status_code == HTTPStatus.FORBIDDEN
    assert browse(county.office).get(reverse("object-edit", args=[register.pk])).status_code == 403


def test_a_found_list_is_tagged_at_once(county: County, browse, register):
    client = browse(county.lead)
    client.post(reverse("tags"), {"kind": "object", "name": "餐饮", "code": "catering"})
    tag = Tag.objects.get(code="catering")
    address = f"{reverse('object-tagging')}?q=商店"
    assert "找到 2 户" in text_of(client.get(address))
    client.post(address, {"tag": tag.pk})
    assert tag.inspectionobject_set.count() == 2
    client.post(address, {"tag": tag.pk, "remove": "1"})
    assert tag.inspectionobject_set.count() == 0
    client.post(reverse("tag-retire", args=[tag.pk]), {"reason": "不再使用"})
    assert "已停用" in text_of(client.get(reverse("tags")))
    again = client.post(reverse("tags"), {"kind": "object", "name": "餐饮"})
    assert again.context["form"].errors["name"] == ["已有这个标签，但已停用"]


def test_inspectors_are_listed_added_and_recused(county: County, browse, register):
    imported(
        county,
        workbook(INSPECTOR_HEADS, [officer(1), officer(2, until="2020-01-01")]),
        kind="inspectors",
    )
    client = browse(county.lead)
    text = text_of(client.get(reverse("inspectors")))
    assert "已到期" in text
    found = client.get(reverse("inspectors"), {"certificate": "expired"})
    assert found.context["count"] == 1
    for query in ({"certificate": "missing"}, {"certificate": "soon"}, {"q": "无此人"}):
        assert client.get(reverse("inspectors"), query).context["count"] == 0
    tag = Tag.objects.get(name="计量")
    assert client.get(reverse("inspectors"), {"expertise": tag.pk}).context["count"] == 2
    one = Inspector.objects.get(staff_no="SCJG001")
    detail = reverse("inspector", args=[one.pk])
    bad = client.post(detail, {"code": "12", "basis": "kin", "reason": "近亲属任职"})
    assert bad.context["form"].errors["code"] == ["没有这个代码的检查对象，请核对"]
    client.post(detail, {"code": register.code.lower(), "basis": "kin", "reason": "近亲属任职"})
    recusal = Recusal.objects.get()
    assert "近亲属任职" in text_of(client.get(detail))
    end = reverse("inspector-recusal-end", args=[one.pk, recusal.pk])
    client.post(end, {"reason": "亲属已离职"})
    assert "解除" in text_of(client.get(detail))
    assert client.post(reverse("inspector-recusal-end", args=[one.pk, 0])).status_code == 404
    form = {"name": "赵一", "region": "130136", "capacity": "9", "state": "on_leave"}
    form |= {"kind": "enforcement_staff"}
    client.post(reverse("inspector-edit", args=[one.pk]), form)
    assert "请假" in text_of(client.get(detail))
    client.post(reverse("inspector-new"), form | {"staff_no": "SCJG009"})
    again = client.post(reverse("inspector-new"), form | {"staff_no": "SCJG009"})
    assert again.context["form"].errors["staff_no"] == ["本部门已有工号 SCJG009，请核对"]
    sheet = load_workbook(
        BytesIO(b"".join(client.get(reverse("inspector-export")).streaming_content))
    ).active
    assert sheet.max_row == 4
    assert browse(county.fire_lead).get(detail).status_code == 404
    assert browse(county.head).get(reverse("inspector-edit", args=[one.pk])).status_code == 403
    office = browse(county.office)
    assert office.get(detail).status_code == 200
    assert "登记回避" not in text_of(office.get(detail))


def test_the_tabs_stand_on_every_page_of_the_station(county: County, browse, register):
    client = browse(county.lead)
    for name in ("items", "objects", "inspectors", "tags", "imports"):
        text = text_of(client.get(reverse(name)))
        assert all(title in text for title in ("抽查事项清单", "检查对象名录", "标签", "导入"))
    office = browse(county.office)
    assert "新增事项" not in text_of(office.get(reverse("items")))
    assert reverse("imports") not in text_of(office.get(reverse("objects")))


@pytest.mark.parametrize(
    "query", ["XM-2026-001", "xm-2026", "ＸＭ－2026", "XM-2026-001 ", "大桥改造", "XM"]
)
def test_a_project_is_found_by_the_key_of_its_own(county: County, browse, register, query):
    form = {"code": "XM-2026-001", "name": "大桥改造工程", "kind": "project"}
    form |= {"status": "existing", "region": "130136"}
    browse(county.lead).post(reverse("object-new"), form)
    page = browse(county.lead).get(reverse("objects"), {"q": query})
    assert [row.record.name for row in page.context["table"].paginated_rows] == ["大桥改造工程"]


def test_a_text_that_begins_a_key_still_finds_names(county: County, browse, register):
    form = {"code": "澄川县-7", "name": "排水工程", "kind": "project"}
    form |= {"status": "existing", "region": "130136"}
    browse(county.lead).post(reverse("object-new"), form)
    page = browse(county.lead).get(reverse("objects"), {"q": "澄川县"})
    found = {row.record.name for row in page.context["table"].paginated_rows}
    assert found == {"排水工程", "澄川县第1商店", "澄川县第2商店"}


@pytest.mark.parametrize("query", ["甲（集团）", "甲(集团)", "甲(集团）公司", "(集团"])
@pytest.mark.parametrize("name", ["甲（集团）公司", "甲(集团)公司"])
def test_a_name_is_found_however_its_brackets_are_typed(county: County, browse, query, name):
    imported(county, objects_file(shop(1, name=name), shop(2, name="乙公司")))
    page = browse(county.lead).get(reverse("objects"), {"q": query})
    assert [row.record.name for row in page.context["table"].paginated_rows] == [name]
