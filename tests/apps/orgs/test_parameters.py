"""The narrowest value set for a case holds; where none is set, the dossier's ruling does."""

from __future__ import annotations

from datetime import date

import pytest
from county import County

from mingcha.orgs.holidays import load_holidays
from mingcha.orgs.models import CalendarDay, Parameter
from mingcha.orgs.parameters import CATALOGUE, parameter

KEY = "team.minimum_per_department"


def test_the_ruling_is_the_default(county: County):
    assert parameter(KEY, region=county.region) == 2


def test_a_lower_region_comes_before_a_higher_one(county: County):
    Parameter.objects.create(key=KEY, region=county.region.parent, value=3, reason="市")
    assert parameter(KEY, region=county.region) == 3
    Parameter.objects.create(key=KEY, region=county.region, value=4, reason="县")
    assert parameter(KEY, region=county.region) == 4
    assert parameter(KEY, region=county.region.parent) == 3


def test_a_department_comes_before_its_region(county: County):
    Parameter.objects.create(key=KEY, region=county.region, value=4, reason="县")
    Parameter.objects.create(key=KEY, department=county.fire, value=5, reason="消防")
    assert parameter(KEY, region=county.region, department=county.fire) == 5
    assert parameter(KEY, region=county.region, department=county.market) == 4


def test_a_year_comes_before_no_year(county: County):
    Parameter.objects.create(key=KEY, region=county.region, value=4, reason="县")
    Parameter.objects.create(key=KEY, region=county.region, year=2027, value=3, reason="2027")
    assert parameter(KEY, region=county.region, on=date(2027, 5, 1)) == 3
    assert parameter(KEY, region=county.region, on=date(2026, 5, 1)) == 4


def test_every_ruling_of_the_dossier_is_a_parameter_or_settled():
    told = " ".join(known.source for known in CATALOGUE.values())
    missing = [n for n in range(1, 18) if f"G-{n}" not in told.replace("、", " ").split()]
    assert missing == [5, 6, 16]  # docs/reference/requirements.md says what settles them


def test_an_unknown_parameter_is_a_fault_of_the_program(county: County):
    with pytest.raises(KeyError):
        parameter("team.colour", region=county.region)


def test_holidays_are_loaded_once_and_keep_what_was_entered_by_hand(county: County):
    CalendarDay.objects.create(date=date(2026, 10, 1), is_workday=True, name="手工")
    known = load_holidays()
    assert load_holidays() == known
    assert CalendarDay.objects.get(date=date(2026, 10, 1)).name == "手工"
    assert CalendarDay.objects.get(date=date(2026, 10, 2)).is_workday is False
    assert CalendarDay.objects.get(date=date(2026, 10, 10)).is_workday is True
