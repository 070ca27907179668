from __future__ import annotations

from mingcha.core.identifiers.region import is_within, read_region_prefix
from mingcha.demo.county_map import COUNTY_CODE
from mingcha.demo.entity import AS_OF
from mingcha.demo.inspector import inspectors
from mingcha.demo.words.expertise import EXPERTISE


def test_officers_come_from_several_departments() -> None:
    departments = [inspector.department for inspector in inspectors()]
    assert len(departments) == 120
    assert {department.code for department in departments} == {
        "SCJG",
        "XFJY",
        "STHJ",
        "YJGL",
        "WGLY",
        "JYTY",
        "WSJK",
    }


def test_staff_numbers_certificates_and_names_are_unique() -> None:
    for attribute in ("staff_number", "certificate", "name"):
        assert len({getattr(inspector, attribute) for inspector in inspectors()}) == 120


def test_some_serve_one_township_only() -> None:
    regions = {read_region_prefix(inspector.section.region) for inspector in inspectors()}
    assert all(is_within(region, COUNTY_CODE) for region in regions)
    assert {len(region) for region in regions} == {6, 9}


def test_some_certificates_have_run_out_and_some_officers_are_away() -> None:
    assert 0 < sum(inspector.valid_until < AS_OF for inspector in inspectors()) < 12
    assert 0 < sum(inspector.status != "在岗" for inspector in inspectors()) < 20


def test_expertise_is_of_the_own_department_and_every_field_is_there() -> None:
    for inspector in inspectors():
        assert set(inspector.expertise) <= set(inspector.department.expertise)
    assert {field for inspector in inspectors() for field in inspector.expertise} == set(EXPERTISE)
    assert any(not inspector.expertise for inspector in inspectors())
