from __future__ import annotations

from collections import Counter

from mingcha.demo.county_map import COUNTY_CODE
from mingcha.demo.entity import IN_BUSINESS, entities
from mingcha.demo.fire_list import fire_list, fire_objects


def test_the_brigade_s_list_holds_about_two_thousand_of_the_same_entities() -> None:
    assert 1900 < len(fire_objects()) < 2100
    assert {one.entity for one in fire_objects()} < set(entities())
    assert all(one.entity.status == IN_BUSINESS for one in fire_objects())


def test_every_class_is_there_and_key_places_are_few() -> None:
    classes = Counter(one.fire_class for one in fire_objects())
    assert classes.keys() == {"消防安全重点单位", "一般单位", "小场所"}
    assert classes["消防安全重点单位"] < len(fire_objects()) // 5


def test_some_regions_differ_from_the_main_list() -> None:
    differing = [one for one in fire_objects() if one.region != one.entity.township.code]
    assert {one.region for one in differing} == {COUNTY_CODE}
    assert 10 < len(differing) < 80


def test_the_sheet_has_a_row_for_each() -> None:
    assert [row[1] for row in fire_list().rows] == [one.entity.code for one in fire_objects()]
