from __future__ import annotations

import pytest

from mingcha.core.intake.inspectors import INSPECTORS


@pytest.mark.parametrize(
    ("number", "certificate", "staff_no", "expected"),
    [
        ("0010", None, "0010", []),
        (10.0, "Z1", "10", ["number_cell"]),
        (None, "Z1", "Z1", ["from_certificate"]),
        (None, 4541321.0, "4541321", ["number_cell", "from_certificate"]),
    ],
)
def test_the_certificate_stands_in_and_numbers_are_doubted(
    intake, codes, number, certificate, staff_no: str, expected: list[str]
) -> None:
    found = intake(INSPECTORS, {"工号": number, "姓名": "陈志远", "执法证号": certificate})
    assert [record.staff_no for record in found.records] == [staff_no]
    told = [code for code in codes(found) if ".staff_no." in code]
    assert told == [f"inspectors.staff_no.{code}" for code in expected]


@pytest.mark.parametrize(
    ("number", "code"), [(None, "missing"), (1301841990010112345.0, "damaged_number")]
)
def test_without_a_number_nobody_is_meant(intake, codes, number, code: str) -> None:
    found = intake(INSPECTORS, {"工号": number, "姓名": "陈志远"})
    assert codes(found) == [f"inspectors.staff_no.{code}"]
    assert found.counts.rejected == 1
