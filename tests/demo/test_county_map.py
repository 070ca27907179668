from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from mingcha.core.identifiers.region import is_within, read_region
from mingcha.demo.county_map import COUNTY_CODE, COUNTY_NAME, TOWNSHIPS

if TYPE_CHECKING:
    from pathlib import Path


def test_townships_have_region_codes_of_the_county() -> None:
    for township in TOWNSHIPS:
        assert read_region(township.code) == township.code
        assert is_within(township.code, COUNTY_CODE)
    assert len({township.code for township in TOWNSHIPS}) == len(TOWNSHIPS)


def test_each_village_lies_in_one_rural_township() -> None:
    villages = [
        village for township in TOWNSHIPS if not township.urban for village in township.villages
    ]
    assert len(villages) == len(set(villages))
    assert all(township.villages for township in TOWNSHIPS if not township.urban)


@pytest.mark.parametrize(
    ("file", "code_column", "name_column"),
    [
        ("areacodes_history_1980_now.csv", "代码", "名称"),
        ("gbt2260_areas.csv", "code", "name"),
        ("gbt2260_streets.csv", "code", "name"),
    ],
)
def test_no_real_place_has_the_county_s_code_or_name(
    shared_data: Path, file: str, code_column: str, name_column: str
) -> None:
    with (shared_data / "codes" / file).open(encoding="utf-8-sig") as lines:
        places = list(csv.DictReader(lines))
    assert len(places) > 2000
    assert not [place for place in places if place[code_column].startswith(COUNTY_CODE)]
    assert not [place for place in places if place[name_column].startswith(COUNTY_NAME[:-1])]
