from __future__ import annotations

from mingcha.core.intake.items import ITEMS
from mingcha.core.intake.records import ItemRecord

ITEM = {
    "抽查类别": "学校办学情况抽查",
    "抽查事项": "学校食堂食品安全情况的检查",
    "检查对象": "各类学校",
    "事项类别": "重点检查事项",
    "检查方式": "现场检查、书面检查",
    "检查主体": "县级以上市场监管部门",
    "检查依据": "《食品安全法》第一百一十条\n《学校食品安全规定》",
    "抽查比例": "不低于5%",
    "抽查频次": "=1",
    "发起部门": "教育部门",
    "配合部门": "卫生健康部门、市场监管部门",
    "备注": "@属地",
}


def test_everything_is_kept_word_for_word(intake) -> None:
    found = intake(ITEMS, ITEM)
    assert found.findings == []
    assert found.records == [
        ItemRecord(
            name="学校食堂食品安全情况的检查",
            category="学校办学情况抽查",
            object="各类学校",
            item_class="重点检查事项",
            method="现场检查、书面检查",
            body="县级以上市场监管部门",
            basis="《食品安全法》第一百一十条\n《学校食品安全规定》",
            ratio="不低于5%",
            frequency="=1",
            initiating="教育部门",
            cooperating="卫生健康部门、市场监管部门",
            fields={"remark": "@属地"},
            row=2,
        )
    ]


def test_rows_of_one_item_with_different_bases_are_all_kept(intake) -> None:
    found = intake(ITEMS, ITEM, ITEM | {"检查依据": "《教育法》"}, ITEM)
    assert found.counts[:4] == (3, 2, 0, 1)
    assert found.findings[0].message.startswith("与第2行完全相同")


def test_an_item_needs_its_name(intake, codes) -> None:
    found = intake(ITEMS, ITEM, ITEM | {"抽查事项": None})
    assert codes(found) == ["items.name.missing"]
    assert [each.row for each in found.rejected] == [3]
