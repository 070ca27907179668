from __future__ import annotations

from dataclasses import replace

import pytest

from mingcha.core.assignment.pool_sizes import PoolSize
from mingcha.core.assignment.shortages import Shortage
from mingcha.core.assignment.wording import Names, pool_size_texts, shortage_texts

EAST, WEST = "130184001", "130184002"
NAMES = Names(
    regions={EAST: "河东街道", WEST: "城关镇"},
    slots={0: "食品检查员", 1: "检查员", 2: "消防员", 3: "特种设备检查员"},
)
REGIONS = Names(regions=NAMES.regions)


def shortage(slots: int, inspectors: int, capacity: int, **differences) -> Shortage:
    usual = {
        "round": 1,
        "slots": tuple((f"o{n}", 0) for n in range(slots)),
        "inspectors": tuple(f"P{n}" for n in range(inspectors)),
        "capacity": capacity,
        "deficit": slots - capacity,
        "places": ((0, EAST),),
    }
    return Shortage(**(usual | differences))


def test_a_shortage_in_figures():
    assert shortage_texts([shortage(46, 5, 40)], REGIONS) == [
        "河东街道：需 46 人次，合格人员 5 名、余量 40，缺 6；至少再有 1 名符合条件的人员、共能承担 6 人次"
    ]


def test_a_shortage_with_nobody_fit():
    assert shortage_texts([shortage(3, 0, 0)], REGIONS) == [
        "河东街道：需 3 人次，没有合格人员，缺 3；至少再有 1 名符合条件的人员、共能承担 3 人次"
    ]


def test_nobody_takes_two_places_on_one_object():
    two_each = tuple((f"o{n}", j) for n in range(3) for j in range(2))
    (text,) = shortage_texts([replace(shortage(6, 1, 1), slots=two_each)], REGIONS)
    assert text.endswith("缺 5；至少再有 2 名符合条件的人员、共能承担 5 人次")


def test_a_later_round_is_named():
    assert shortage_texts([shortage(3, 1, 1, round=2)], REGIONS) == [
        "第 2 轮，河东街道：需 3 人次，合格人员 1 名、余量 1，缺 2；至少再有 1 名符合条件的人员、共能承担 2 人次"
    ]


def test_shortages_that_differ_by_object_only_share_a_line():
    alike = [shortage(1, 0, 0), shortage(2, 0, 0), shortage(2, 0, 0, places=((0, WEST),))]
    later = shortage(1, 0, 0, round=2)
    assert shortage_texts([*alike, later, shortage(2, 1, 1), shortage(5, 1, 2)], REGIONS) == [
        "河东街道：需 3 人次，没有合格人员，缺 3；至少再有 1 名符合条件的人员、共能承担 3 人次",
        "城关镇：需 2 人次，没有合格人员，缺 2；至少再有 1 名符合条件的人员、共能承担 2 人次",
        "第 2 轮，河东街道：需 1 人次，没有合格人员，缺 1；至少再有 1 名符合条件的人员、共能承担 1 人次",
        "河东街道：需 7 人次，合格人员 1 名、余量 3，缺 4；至少再有 1 名符合条件的人员、共能承担 4 人次",
    ]


@pytest.mark.parametrize(
    ("places", "names", "text"),
    [
        ([(0, EAST)], NAMES, "河东街道（食品检查员）"),
        ([(1, WEST), (0, EAST), (0, WEST)], NAMES, "河东街道、城关镇（食品检查员、检查员）"),
        ([(0, EAST), (0, "130185003")], NAMES, "河东街道、130185003（食品检查员）"),
        ([(9, EAST)], NAMES, "河东街道（席位9）"),
        ([(0, EAST)], Names(), EAST),
        (
            [(j, region) for j in range(4) for region in (EAST, WEST, "14", "15")],
            NAMES,
            "河东街道、城关镇、14等 4 个地区（食品检查员、检查员、消防员等 4 种席位）",
        ),
        (
            [(0, code) for code in (EAST, WEST, "14", "15")],
            REGIONS,
            "河东街道、城关镇、14等 4 个地区",
        ),
        ([(j, EAST) for j in range(3)], NAMES, "河东街道（食品检查员、检查员、消防员）"),
    ],
)
def test_places_have_names_and_else_codes(places, names: Names, text: str):
    assert names.of(places) == text


def _one(pool: PoolSize, names: Names) -> str:
    (text,) = pool_size_texts([pool], names)
    return text


def test_pool_sizes_say_what_to_do():
    assert _one(PoolSize(0, EAST, 10, 2), NAMES) == "河东街道（食品检查员）：可选 10 人"
    assert _one(PoolSize(0, EAST, 6, 2), NAMES) == (
        "河东街道（食品检查员）：可选 6 人，不到 10 人，人选容易被猜中；建议增加人员或放宽匹配条件"
    )
    assert _one(PoolSize(0, EAST, 1, 2), NAMES) == (
        "河东街道（食品检查员）：可选 1 人，而同一检查对象要 2 人，派不出来；请增加人员或放宽匹配条件"
    )


def test_regions_that_are_alike_share_a_line() -> None:
    pools = [PoolSize(0, EAST, 3, 2), PoolSize(0, "130136001", 6, 2), PoolSize(1, EAST, 10, 2)]
    assert pool_size_texts(pools, NAMES)[0].startswith(
        "130136001、河东街道（食品检查员）：可选 3～6 人"
    )
    assert len(pool_size_texts(pools, NAMES)) == 2


def test_whole_teams_are_counted_as_teams():
    teams = replace(REGIONS, are_teams=True)
    assert shortage_texts([shortage(46, 5, 40)], teams) == [
        "河东街道：需 46 组次，合格检查组 5 组、余量 40，缺 6；至少再有 1 组符合条件的检查组、共能承担 6 组次"
    ]
    assert pool_size_texts([PoolSize(0, EAST, 3, 1)], teams) == [
        "河东街道：可选 3 组，不到 10 组，人选容易被猜中；建议增加检查组或放宽匹配条件"
    ]
    assert pool_size_texts([PoolSize(0, EAST, 0, 1)], teams) == [
        "河东街道：可选 0 组，而同一检查对象要 1 组，派不出来；请增加检查组或放宽匹配条件"
    ]
