"""Cells of a register count what the ranges count, whatever the ranges."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from county import County
from task_station import make_objects

from mingcha.foundation import clock
from mingcha.orgs.models import Department
from mingcha.registers.cells import Cells
from mingcha.registers.models import (
    InspectionObject,
    ObjectFlag,
    RegisterEntry,
    SpecialMember,
    SpecialRegister,
    Tag,
)
from mingcha.registers.selectors import object_cells as selector
from mingcha.registers.selectors.object_cells import object_cells
from mingcha.registers.selectors.object_filter import objects_in_range

RANGES = [
    {},
    {"kinds": ["enterprise"]},
    {"kinds": ["enterprise", "project"]},
    {"industries": ["餐饮业"]},
    {"industries": ["建筑业", "住宿业"]},
    {"industries": ["62"]},
    {"industries": ["F", "h6210"]},
    {"regions": ["130136001"]},
    {"regions": ["130100"]},
    {"regions": ["130136100", "130136001"]},
    {"regions": ["130137"]},
    {"tags": ["school-side"]},
    {"tags": ["school-side", "night"]},
    {"all_tags": ["school-side", "night"]},
    {"no_tags": ["night"]},
    {"tags": ["gone"]},
    {"risk_levels": ["A", "B"]},
    {"flags": ["complaint"]},
]


@pytest.fixture
def register(county: County) -> SpecialRegister:
    objects = make_objects(county, 24)
    projects = make_objects(county, 3, kind="project", industry="建筑业", risk_level="")
    for number, code in enumerate(("H6210", "6220", "f5212", "51")):
        InspectionObject.objects.filter(pk=objects[10 + number].pk).update(industry=code)
    school = Tag.objects.create(code="school-side", name="校园周边", kind="object")
    night = Tag.objects.create(code="night", name="夜市", kind="object")
    for number, each in enumerate([*objects, *projects]):
        if number % 3 == 0:
            each.tags.add(school)
        if number % 4 == 0:
            each.tags.add(night)
        if number % 5 == 0:
            ObjectFlag.objects.create(
                object=each, kind="complaint", since=date(2020, 1, 1), source="12315"
            )
    RegisterEntry.objects.filter(object=objects[7]).update(is_active=False)
    RegisterEntry.objects.filter(object=objects[8]).update(exclusion="停业")
    for each in objects[:5]:
        RegisterEntry.objects.create(department=county.fire, object=each)
    special = SpecialRegister.objects.create(department=county.market, name="学校食堂")
    for each in objects[2:9]:
        SpecialMember.objects.create(
            register=special, object=each, joined_at=clock.now(), joined_by="lead"
        )
    return special


def cells_of(county: County, ranges: list) -> Cells:
    return object_cells(ranges, [county.market.pk, county.fire.pk], on=clock.today())


def test_every_range_and_every_two_of_them_count_as_the_register_does(
    county: County, register: SpecialRegister
):
    ranges = [*RANGES, {"special_registers": [str(register.pk)]}]
    ranges += [one | other for one, other in product(ranges[1:], repeat=2)]
    cells = cells_of(county, ranges)
    assert len(cells.sizes) < 27 * 2
    for department in (county.market, county.fire):
        kept = cells.marked("register", department.pk)
        for asked in ranges:
            counted = objects_in_range(department, asked).filter(status="existing").count()
            assert cells.count(cells.within(asked) & kept) == counted, asked


@pytest.mark.parametrize("in_a_word", [31, 1])
def test_what_a_department_does_not_draw_from_is_told_apart(
    county: County, register: SpecialRegister, monkeypatch, in_a_word: int
):
    monkeypatch.setattr(selector, "_IN_A_WORD", in_a_word)
    cells = cells_of(county, [{}])
    assert cells.count(cells.marked("barred", county.market.pk)) == 1
    assert cells.count(cells.marked("register", county.fire.pk)) == 5
    assert cells.count(cells.marked("barred", county.fire.pk)) == 0


def test_more_departments_than_one_number_has_room_for_are_told_apart(
    county: County, register: SpecialRegister
):
    further = Department.objects.bulk_create(
        Department(
            code=f"X{n}", name=f"第{n}局", short_name=f"{n}局",
            line=county.fire.line, region=county.fire.region,
        )
        for n in range(70)
    )  # fmt: skip
    thing = InspectionObject.objects.filter(status="existing").first()
    RegisterEntry.objects.create(department=further[65], object=thing, exclusion="停业")
    everybody = [county.market.pk, county.fire.pk, *(each.pk for each in further)]
    cells = object_cells([{}], everybody, on=clock.today())
    for department in everybody:
        counted = kept_by(department)
        assert cells.count(cells.marked("register", department)) == counted
    assert cells.count(cells.marked("barred", further[65].pk)) == 1


def kept_by(department: int) -> int:
    entries = RegisterEntry.objects.filter(department=department, is_active=True)
    return entries.filter(object__status="existing").count()


def test_what_no_range_asks_for_makes_no_cells(county: County, register: SpecialRegister):
    cells = cells_of(county, [{"kinds": ["enterprise"]}])
    assert sum(cells.sizes) == 26
    assert len(cells.sizes) < 16


def test_ended_entities_are_in_no_cell(county: County, register: SpecialRegister):
    InspectionObject.objects.filter(kind="project").update(status="deregistered")
    cells = cells_of(county, [{"kinds": ["project"]}])
    assert cells.count(cells.marked("kind", "project")) == 0
