"""Ratios by label: as people write them, and what a plan asks of them (R-051; C.4-1)."""

from __future__ import annotations

import pytest
from county import County
from labelled import COMPLAINT, TIER_3, tagged
from plan_lines import plan_of, written
from task_station import make_objects

from mingcha.core.errors import Refusal
from mingcha.foundation.errors import DomainError
from mingcha.plans.findings import findings
from mingcha.plans.label_ratios import read_label_ratios, written_label_ratios
from mingcha.plans.ratio_limits import over_limit
from mingcha.plans.ratios import check_label_ratios
from mingcha.plans.selectors.differences import described
from mingcha.registers.models import InspectionItem, RiskScheme, Tag

LABELS = [TIER_3, COMPLAINT]
RATIOS = {"tag:tier-3": "50%", "flag:complaint": "100户以下50%；其余30%", "REST": "3%"}


@pytest.fixture
def hospitals(county: County) -> Tag:
    """20 objects in the register, 4 of them of the third tier."""
    return tagged(make_objects(county, 20)[:4])


@pytest.mark.parametrize(
    "text",
    [
        "三级医院 50%\n投诉举报 100户以下50%；其余30%\n其他 3%",
        "三级医院=50%\r\n投诉举报 ＝ 100户以下50%； 其余30%\r\n\r\n其他= 3%\r\n",
    ],
)
def test_it_is_read_a_label_a_line_or_in_one(hospitals: Tag, text: str):
    found = read_label_ratios(text)
    assert (found.labels, found.ratios) == (LABELS, RATIOS)
    assert read_label_ratios(written_label_ratios(found.ratios, found.labels)) == found


@pytest.mark.parametrize(
    "text", ["三级医院=50%、其他=3%", "三级医院 50%，其他 3%", "三级医院 ＝ 50% ； 其他=3%"]
)
def test_it_may_stand_in_one_line(hospitals: Tag, text: str):
    found = read_label_ratios(text)
    assert (found.labels, found.ratios) == (["tag:tier-3"], {"tag:tier-3": "50%", "REST": "3%"})


def test_what_is_shown_is_read_again_whatever_a_name_has_in_it(hospitals: Tag):
    names = ["A级 景区", "类别:甲", "甲、乙、丙", "甲=乙"]
    tags = [
        Tag.objects.create(code=f"t{n}", name=name, kind="object") for n, name in enumerate(names)
    ]
    labels = [f"tag:{tag.code}" for tag in tags]
    ratios = dict.fromkeys([*labels, "REST"], "3%")
    found = read_label_ratios(written_label_ratios(ratios, labels))
    assert (found.labels, found.ratios) == (labels, ratios)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("三级医院 50%", "没有这些标签的对象抽多少"),
        ("其他 3%", "还没有写标签"),
        ("三级医院\n其他 3%", "看不懂“三级医院”"),
        ("三级医院 50%、三级医院 30%、其他 3%", "“三级医院”写了两次"),
        ("三乙医院 50%、其他 3%", "没有标签或名单“三乙医院”"),
    ],
)
def test_what_is_wrong_is_told(hospitals: Tag, text: str, told: str):
    with pytest.raises(DomainError, match=told):
        read_label_ratios(text)


def test_every_label_and_the_rest_have_a_sound_ratio(hospitals: Tag):
    check_label_ratios(RATIOS, LABELS)
    check_label_ratios({**RATIOS, "REST": "80%"}, LABELS)  # no order is asked of labels
    with pytest.raises(Refusal, match="三级医院、投诉举报、其他"):
        check_label_ratios({"tag:tier-3": "50%", "REST": "3%"}, LABELS)
    with pytest.raises(Refusal, match="“其他”的比例“若干”写法不对"):
        check_label_ratios({**RATIOS, "REST": "若干"}, LABELS)


def test_a_line_keeps_them_and_says_them_in_words(county: County, hospitals: Tag):
    version = plan_of(county, "lead")
    line = written(county, version, labels=LABELS, ratios=RATIOS, no_class_reason="按医院等级")
    line.refresh_from_db()
    assert not line.is_by_class
    told = described(line)["抽查比例"]
    assert told == "三级医院 50%、投诉举报 100户以下50%；其余30%、其他 3%"
    assert not [each.message for each in findings(version) if "比例" in each.message]


def test_a_plan_says_what_is_wrong_with_them(county: County, hospitals: Tag):
    RiskScheme.objects.get_or_create(code="generic", defaults={"name": "通用", "levels": ["A"]})
    version = plan_of(county, "lead")
    written(county, version, labels=LABELS, ratios={"tag:tier-3": "50%"})
    told = [each.message for each in findings(version) if each.is_blocking]
    assert told == ["第 1 条：请给出全部标签和其他对象（三级医院、投诉举报、其他）的比例"]
    assert "没有按信用风险分类设定比例" in findings(version)[1].message


def test_a_label_that_was_retired_keeps_the_plan_from_being_handed_in(
    county: County, hospitals: Tag
):
    version = plan_of(county, "lead")
    written(county, version, labels=LABELS, ratios=RATIOS, no_class_reason="按医院等级")
    Tag.objects.update(is_retired=True)
    told = [each.message for each in findings(version) if each.is_blocking]
    assert [each for each in told if "标签“三级医院”没有或者已经停用" in each]


def test_a_line_of_labels_that_there_are_not_is_refused(county: County, hospitals: Tag):
    with pytest.raises(DomainError, match="标签“tier-9”没有或者已经停用") as refused:
        written(county, plan_of(county, "lead"), labels=["tag:tier-9"], ratios=RATIOS)
    assert refused.value.field == "ratios"


def test_the_highest_ratio_of_an_item_is_of_the_whole_range(county: County, hospitals: Tag):
    """4 of 20 objects by half and 16 by 3 % are 12.4 % of all."""
    line = written(county, plan_of(county, "lead"), no_class_reason="按医院等级")
    item = InspectionItem.objects.get(pk=line.items.get().pk)
    item.versions.update(item_class="general", ratio_limit_bp=1200)
    ratios = {"tag:tier-3": "50%", "REST": "3%"}
    told = over_limit(county.market, [item], {}, ratios, ["tag:tier-3"])
    assert told is not None
    assert "12.4%" in told
    item.versions.update(ratio_limit_bp=1300)
    assert over_limit(county.market, [item], {}, ratios, ["tag:tier-3"]) is None
