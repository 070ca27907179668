from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from mingcha.core.identifiers.region import (
    PROVINCES,
    RegionError,
    RegionFault,
    is_within,
    read_region,
    read_region_prefix,
)

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("130184", "130184"),
        ("130184101", "130184101"),
        ("130184101203", "130184101203"),
        (" １３０１８４ ", "130184"),
        ("130184000000", "130184"),
        ("130184101000", "130184101"),
        ("130100", "130100"),
    ],
)
def test_a_region_has_one_spelling(text: str, region: str) -> None:
    assert read_region(text) == region


@pytest.mark.parametrize(
    ("text", "prefix"),
    [
        ("13", "13"),
        ("1301", "1301"),
        ("130184", "130184"),
        ("130000", "13"),
        ("130100000000", "1301"),
        ("419000", "4190"),
        ("130184101000", "130184101"),
    ],
)
def test_an_inspector_serves_all_below_the_last_level_named(text: str, prefix: str) -> None:
    assert read_region_prefix(text) == prefix


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", RegionFault.MISSING),
        ("\u3000", RegionFault.MISSING),
        ("新乐市", RegionFault.CHARACTER),
        ("13018４.0", RegionFault.CHARACTER),
        ("13018", RegionFault.LENGTH),
        ("1301841", RegionFault.LENGTH),
        ("990101", RegionFault.PROVINCE),
        ("000000", RegionFault.PROVINCE),
    ],
)
def test_what_is_no_region_is_refused(text: str, fault: RegionFault) -> None:
    for read in (read_region, read_region_prefix):
        with pytest.raises(RegionError, match="行政区划代码") as caught:
            read(text)
        assert caught.value.reason is fault


def test_a_prefecture_is_no_region_of_an_object() -> None:
    with pytest.raises(RegionError, match="有4位，应为6、9、12位数字"):
        read_region("1301")


def test_a_region_lies_within_itself_and_what_is_above() -> None:
    assert is_within("130184101", "130184101")
    assert is_within("130184101", "1301")
    assert not is_within("1301", "130184101")
    assert not is_within("140581", "13")


def test_every_real_region_is_read_as_it_stands(shared_data: Path) -> None:
    codes = shared_data / "codes"
    for name in ("gbt2260_areas.csv", "gbt2260_streets.csv"):
        for row in _rows(codes / name):
            if not row["code"].endswith("000"):
                assert read_region(row["code"]) == row["code"]
    for row in _rows(codes / "gbt2260_provinces.csv"):
        assert PROVINCES[row["code"]] == row["name"]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig") as lines:
        return list(csv.DictReader(lines))
