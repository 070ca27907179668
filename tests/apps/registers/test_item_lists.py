"""Item lists of real governments, and the awkward rows that they have."""

from __future__ import annotations

from pathlib import Path

import pytest
from county import County
from registers_files import imported, sent, workbook

from mingcha.registers.models import ImportBatch, ItemVersion
from mingcha.registers.ratio_facts import ratio_limit_bp

HAINAN = "75-海南省市场监管领域随机抽查事项清单（2020年版）.xlsx"
HAINAN_JOINT = "76-附件1.海南省市场监管领域部门联合抽查事项清单（第二版）.xls"
ZHEJIANG = "浙江_工商食药质监_抽查事项清单_2017.csv"
HEADS = (
    "抽查事项名称",
    "抽查子项",
    "抽查对象",
    "抽查依据",
    "抽查方式",
    "抽查比例",
    "抽查频次",
    "事项类别",
)


@pytest.fixture
def real(shared_data: Path) -> Path:
    folder = shared_data / "item_lists"
    if not (folder / HAINAN).is_file():
        pytest.skip("the real item lists are not here")
    return folder


def row(name: str, **changes: str) -> tuple[str, ...]:
    told = {
        "sub_item": "",
        "objects": "企业",
        "basis": "《条例》",
        "method": "现场检查",
        "ratio": "",
        "frequency": "",
        "class": "一般检查事项",
    }
    return (name, *(told | changes).values())


def items_file(*rows: tuple[str, ...]) -> bytes:
    return workbook(HEADS, list(rows))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "rows", "new", "repeated"),
    [(HAINAN, 388, 306, 82), (HAINAN_JOINT, 83, 83, 0), (ZHEJIANG, 75, 75, 0)],
)
def test_a_real_list_comes_in_whole_and_again_without_a_change(
    county: County, real: Path, name: str, rows: int, new: int, repeated: int
):
    """Rows of a merged cell that say the same are told as repeats; no row is refused."""
    content = (real / name).read_bytes()
    batch = imported(county, content, kind="items")
    counts = {key: batch.counts[key] for key in ("rows", "new", "repeated", "refused")}
    assert counts == {"rows": rows, "new": new, "repeated": repeated, "refused": 0}
    assert ItemVersion.objects.count() == new
    ImportBatch.objects.update(state="cancelled")  # else the same file is the same batch
    again = sent(county, content, kind="items")
    told = {key: again.counts[key] for key in ("same", "changed", "new", "gone")}
    assert told == {"same": new, "changed": 0, "new": 0, "gone": 0}


@pytest.mark.slow
def test_what_hainan_writes_in_the_name_is_kept_whole(county: County, real: Path):
    batch = imported(county, (real / HAINAN).read_bytes(), kind="items")
    told = {each["code"]: each for each in batch.findings}
    assert told["platform.name.cut"]["count"] == 11
    assert told["platform.name.cut"]["places"][0] == "D65"
    assert told["platform.method.unknown"]["places"] == ["G158", "G159", "G160", "G166"]
    longest = max(ItemVersion.objects.all(), key=lambda version: len(version.content))
    assert len(longest.content) == 1272
    assert longest.content.startswith(longest.name.removesuffix("…"))


@pytest.mark.slow
def test_zhejiangs_ratios_are_read_and_the_rest_is_told(county: County, real: Path):
    batch = imported(county, (real / ZHEJIANG).read_bytes(), kind="items")
    limits = [ratio_limit_bp(version) for version in ItemVersion.objects.all()]
    assert sum(limit is not None for limit in limits) == 20
    assert {limit for limit in limits if limit} == {200, 500, 600, 1000, 1500, 3000}
    told = {each["code"]: each["count"] for each in batch.findings}
    assert (told["platform.ratio.unread"], told["platform.frequency.unread"]) == (22, 3)
    second = ItemVersion.objects.get(item__code="SCJG-02")
    assert second.name == "获证食品生产企业监管：获证食品添加剂生产企业监督"


def test_rows_of_one_name_are_items_of_their_own(county: County):
    file = items_file(row("消防检查", objects="学校"), row("消防检查", objects="医院"))
    imported(county, file, kind="items")
    assert ItemVersion.objects.count() == 2
    changed = items_file(
        row("消防检查", objects="医院"),
        row("消防检查", objects="学校和幼儿园"),
        row("消防检查", objects="商场"),
    )
    batch = sent(county, changed, kind="items")
    told = {each.outcome: each for each in batch.rows.all()}
    assert told["same"].key == "SCJG-02"
    assert (told["changed"].key, told["changed"].after) == (
        "SCJG-01",
        {"objects_text": "学校和幼儿园"},
    )
    assert told["new"].key == "SCJG-03"


def test_ratio_and_frequency_come_word_for_word(county: County):
    file = items_file(
        row("广告检查", ratio="不超过10%/年", frequency="每两年一次"),
        row("重点检查", ratio="不超过10%/年", **{"class": "重点检查事项"}),
        row("其他检查", ratio="视情况确定"),
    )
    batch = imported(county, file, kind="items")
    general, key, other = ItemVersion.objects.order_by("item__code")
    assert (general.ratio_text, general.frequency_text) == ("不超过10%/年", "每两年一次")
    assert (ratio_limit_bp(general), ratio_limit_bp(key)) == (1000, None)
    assert other.ratio_text == "视情况确定"
    (told,) = [each for each in batch.findings if each["code"] == "platform.ratio.unread"]
    assert (told["places"], told["severity"]) == (["F4"], "info")


def test_a_limit_set_by_hand_stays_when_the_list_comes_again(county: County):
    file = items_file(row("广告检查", ratio="不超过10%/年"))
    imported(county, file, kind="items")
    ItemVersion.objects.update(ratio_limit_bp=500)
    batch = sent(
        county, items_file(row("广告检查", ratio="不超过10%/年"), row("又一项")), kind="items"
    )
    assert (batch.counts["same"], batch.counts["new"]) == (1, 1)


def test_a_text_that_cannot_be_kept_is_refused_at_its_cell(county: County):
    file = items_file(row("好的检查"), row("长的检查", objects="长" * 201))
    batch = imported(county, file, kind="items")
    refused = batch.rows.get(outcome="refused")
    (cell,) = refused.after["cells"]
    assert (cell["cell"], cell["message"]) == ("C3", "有 201 字，这一栏最多 200 字")
    assert ItemVersion.objects.get().name == "好的检查"


@pytest.mark.parametrize(
    ("said", "methods"),
    [
        (
            "现场检查、书面检查、网络检查、专业机构核查",
            ["on_site", "written", "online", "commissioned"],
        ),
        ("非现场检查", ["written"]),
        ("现场检查、查阅文件", ["on_site", "written"]),
        ("根据不同的产品分别抽取样品", ["testing"]),
    ],
)
def test_methods_as_lists_word_them(county: County, said: str, methods: list[str]):
    imported(county, items_file(row("检查", method=said)), kind="items")
    assert ItemVersion.objects.get().methods == methods


@pytest.mark.parametrize("word", ["重要", "一般或重点"])
def test_a_class_that_says_neither_makes_no_key_item_general(county: County, word: str):
    imported(county, items_file(row("甲项", **{"class": "重点检查事项"})), kind="items")
    again = sent(county, items_file(row("甲项", **{"class": word}), row("乙项")), kind="items")
    assert [each["code"] for each in again.findings].count("items.item_class.unknown") == 1
    assert (again.counts["same"], again.counts["changed"], again.counts["new"]) == (1, 0, 1)


def test_a_row_of_a_retired_item_is_not_called_unchanged(county: County):
    from mingcha.registers.actions import items

    imported(county, items_file(row("甲项")), kind="items")
    version = ItemVersion.objects.get()
    items.edit_item(
        by=county.lead,
        version=version,
        text={"body": "县局", "content": "有无", "basis": "《条例》"},
    )
    items.submit_item(by=county.lead, version=version)
    items.approve_item(by=county.head, version=version)
    items.publish_item(by=county.lead, version=version)
    items.retire_item(by=county.lead, item=version.item, reason="条例废止")
    again = sent(county, items_file(row("甲项"), row("乙项")), kind="items")
    refused = again.rows.get(outcome="refused")
    assert "已停用" in refused.message
    assert "换一个编码" in refused.after["cells"][0]["remedy"]
