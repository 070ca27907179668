from __future__ import annotations

import pytest

from mingcha.core.intake.inspectors import INSPECTORS
from mingcha.core.intake.objects import OBJECTS


@pytest.mark.parametrize(
    ("cell", "region"),
    [
        ("130184", "130184"),
        (130184.0, "130184"),
        ("130184101", "130184101"),
        ("130184101201", "130184101201"),
        ("130184000000", "130184"),
        (" １３０１８４ ", "130184"),
    ],
)
def test_codes_of_counties_townships_and_villages(intake, codes, uscc, cell, region: str) -> None:
    row = {"企业名称": "新乐市果品公司", "信用代码": uscc(1), "行政区划代码": cell}
    found = intake(OBJECTS, row)
    assert found.records[0].region == region
    assert codes(found) == []


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (None, "missing"),
        ("新乐市", "name_not_code"),
        ("1301", "malformed"),
        ("990184", "malformed"),
        ("新乐市130184", "malformed"),
    ],
)
def test_a_wrong_region_is_left_out_and_the_object_kept(intake, codes, uscc, cell, code) -> None:
    row = {"企业名称": "新乐市果品公司", "信用代码": uscc(1), "属地": cell}
    found = intake(OBJECTS, row)
    assert [record.region for record in found.records] == [None]
    assert codes(found) == [f"objects.region.{code}"]


def test_inspectors_have_findings_of_their_own(intake, codes) -> None:
    found = intake(INSPECTORS, {"工号": "A1", "姓名": "陈志远", "执法区域": "海口市"})
    assert codes(found) == ["inspectors.region.name_not_code"]
