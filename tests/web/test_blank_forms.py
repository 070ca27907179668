"""Templates that are downloaded, filled in, and come back through the import without a remark."""

from __future__ import annotations

from io import BytesIO

import pytest
from county import County
from django.urls import reverse
from openpyxl import load_workbook
from registers_files import imported, objects_file, sent, shop, uscc

from mingcha.registers.actions.special_registers import write_special_register
from mingcha.registers.models.import_batch import ImportKind

FILLED = {
    "non_entities": ("XM-1", "南河大桥", "项目", "130136001"),
    "objects": ("澄川县第1商店", uscc(1), "130136001", "存续", "企业", "A", "南环路1号"),
    "inspectors": ("赵一", "G001"),
    "members": ("食品经营企业专项库", uscc(1), "", "食品经营许可证", "JY1", "", "9999-12-31"),
    "flags": (uscc(1), "", "经营异常名录", "2026-03-01", "", "市监列字〔2026〕12号"),
    "experts": ("周专家", "省质检院", "", "高级工程师", "计量"),
    "bodies": ("检测中心", "", "抽样检验"),
    "classes": (uscc(1), "", "B", "", "2026-03-01"),
    "joint_items": ("汽车市场监管", "新车监管", "新车市场", "市场监督管理局", "消防救援大队"),
    "items": ("SX-1", "登记事项检查", "营业执照检查", "企业", "一般检查事项", "现场检查"),
}


def template(client, kind: str):
    return load_workbook(BytesIO(client.get(reverse("import-blank", args=[kind])).content))


@pytest.mark.parametrize("kind", ImportKind.values)
def test_a_template_filled_in_is_taken_without_unknown_columns(county: County, browse, kind):
    if kind in {"members", "flags", "classes"}:
        imported(county, objects_file(shop(1, risk="")))
        write_special_register(by=county.lead, name="食品经营企业专项库", industry="", note="")
    book = template(browse(county.lead), kind)
    sheet = book.worksheets[0]
    for column, value in enumerate(FILLED[kind], start=1):
        sheet.cell(2, column, value)
    stream = BytesIO()
    book.save(stream)
    batch = sent(county, stream.getvalue(), kind=kind)
    assert (batch.state, batch.counts["new"]) == ("checked", 1)
    assert all(column["key"] for column in batch.columns)
    codes = {finding["code"] for finding in batch.findings}
    assert not {code for code in codes if code.startswith(("table.column", "table.sheet"))}


def test_a_template_offers_the_departments_own_choices(county: County, browse):
    book = template(browse(county.lead), "objects")
    lists = {
        c[0].value: [cell.value for cell in c[1:] if cell.value] for c in book["可选值"].columns
    }
    assert "130136001" in lists["可选的行政区划代码"]
    assert lists["可选的信用风险等级"] == ["A", "B", "C", "D"]
    rules = book.worksheets[0].data_validations.dataValidation
    assert sum(rule.type == "list" for rule in rules) >= 4
    assert book.worksheets[0].column_dimensions["B"].number_format == "@"


def test_there_is_no_template_of_something_else(county: County, browse):
    assert browse(county.lead).get(reverse("import-blank", args=["cats"])).status_code == 404
