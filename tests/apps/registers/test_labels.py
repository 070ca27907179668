"""Labels by which ratios differ: tags, lists and marks, the first of which counts."""

from __future__ import annotations

from datetime import date

import pytest
from county import County
from labelled import COMPLAINT, TIER_3, complained_of, tagged
from task_station import make_objects

from mingcha.foundation import clock
from mingcha.foundation.errors import DomainError
from mingcha.registers.models import InspectionObject, ObjectFlag, Tag, TagRule
from mingcha.registers.selectors.labels import (
    REST,
    are_public,
    check_labels,
    label_of,
    label_titles,
    labels_called,
)
from mingcha.registers.selectors.strata import sizes_by_stratum

LABELS = [COMPLAINT, TIER_3, "tag:tier-2"]


@pytest.fixture
def hospitals(county: County) -> list[InspectionObject]:
    """20 objects: the first 4 of the third tier, 4 more of the second, of each two complained of."""
    made = make_objects(county, 20)
    tagged(made[:4])
    tagged(made[4:8], "tier-2", "二级医院")
    complained_of([*made[:2], *made[6:8]])
    return made


def test_an_object_belongs_to_the_first_label_that_it_bears(
    county: County, hospitals: list[InspectionObject]
):
    rows = InspectionObject.objects.order_by("pk").annotate(label=label_of(LABELS, clock.today()))
    assert list(rows.values_list("label", flat=True)) == [
        *["flag:complaint"] * 2,
        *["tag:tier-3"] * 2,
        *["tag:tier-2"] * 2,
        *["flag:complaint"] * 2,
        *[REST] * 12,
    ]
    assert sizes_by_stratum(county.market, {}, LABELS) == {
        "flag:complaint": 4, "tag:tier-3": 2, "tag:tier-2": 2, REST: 12,
    }  # fmt: skip
    assert sizes_by_stratum(county.market, {}, LABELS[1:]) == {
        "tag:tier-3": 4, "tag:tier-2": 4, REST: 12,
    }  # fmt: skip
    assert sizes_by_stratum(county.market, {}, []) == dict.fromkeys("ABCD", 5)


def test_a_mark_counts_while_it_stands(county: County, hospitals: list[InspectionObject]):
    ObjectFlag.objects.update(until=date(2026, 3, 31))
    for day, number in (
        (date(2025, 12, 31), 0),
        (date(2026, 1, 1), 4),
        (date(2026, 3, 31), 4),
        (date(2026, 4, 1), 0),
    ):
        rows = InspectionObject.objects.annotate(label=label_of(LABELS, day))
        assert rows.filter(label="flag:complaint").count() == number


def test_labels_are_called_by_their_titles(county: County, hospitals: list[InspectionObject]):
    titles = {
        "flag:complaint": "投诉举报", "tag:tier-3": "三级医院", "tag:tier-2": "二级医院", REST: "其他",
    }  # fmt: skip
    assert label_titles(LABELS) == titles
    assert list(label_titles(LABELS)) == [*LABELS, REST]
    assert labels_called(titles.values()) == [*LABELS, REST]
    assert label_titles(["tag:gone"]) == {"tag:gone": "gone", REST: "其他"}


def test_what_is_no_label_is_told_with_what_may_be_meant(
    county: County, hospitals: list[InspectionObject]
):
    with pytest.raises(DomainError, match="没有标签或名单“三级甲等医院”，请核对，是不是 三级医院"):
        labels_called(["三级甲等医院", "其他"])
    with pytest.raises(DomainError, match="没有标签或名单“沙盒监管”"):
        labels_called(["沙盒监管"])  # its members are in no general draw


def test_labels_that_are_gone_or_stand_twice_are_refused(
    county: County, hospitals: list[InspectionObject]
):
    check_labels(LABELS)
    Tag.objects.filter(code="tier-2").update(is_retired=True)
    with pytest.raises(DomainError, match="标签“二级医院”没有或者已经停用"):
        check_labels(LABELS)
    with pytest.raises(DomainError, match="写了两次"):
        check_labels(["tag:tier-3", "tag:tier-3"])


def test_no_more_labels_than_a_person_can_look_over(county: County):
    Tag.objects.bulk_create(Tag(code=f"t{n}", name=f"标签{n}", kind="object") for n in range(13))
    with pytest.raises(DomainError, match="最多按 12 个标签"):
        check_labels([f"tag:t{n}" for n in range(13)])


def test_a_list_keeps_its_own_title_beside_a_tag_of_the_same_name(county: County):
    """Imports make tags of any word: what a line meant stays what it means."""
    assert labels_called(["投诉举报"]) == ["flag:complaint"]
    Tag.objects.create(code="t-1", name="投诉举报", kind="object")
    assert label_titles(["flag:complaint"])["flag:complaint"] == "投诉举报（标记）"
    assert labels_called(["投诉举报（标记）", "投诉举报"]) == ["flag:complaint", "tag:t-1"]


def test_ratios_that_would_tell_of_a_list_or_a_class_are_not_published(county: County):
    tag = Tag.objects.create(code="tier-3", name="三级医院", kind="object")
    rule = TagRule(department=county.market, tag=tag, written_by="lead")
    rule.expression = {"field": "name", "values": ["医院"]}
    rule.save()
    assert are_public(["tag:tier-3"])
    assert not are_public(["tag:tier-3", "flag:complaint"])
    rule.expression = {"all": [rule.expression, {"field": "risk_level", "values": ["D"]}]}
    rule.save()
    assert not are_public(["tag:tier-3"])
