from __future__ import annotations

from datetime import date

from mingcha.core.intake.inspectors import INSPECTORS

OFFICER = {"工号": "A1", "姓名": "陈志远", "执法证号": "Z1", "执法证有效期": "2028年6月30日"}


def test_a_certificate_has_a_number_and_a_last_day(intake, codes) -> None:
    found = intake(INSPECTORS, OFFICER)
    assert found.records[0].cert_valid_to == date(2028, 6, 30)
    assert codes(found) == []


def test_what_is_missing_keeps_the_officer_from_being_drawn_but_not_off_the_list(
    intake, codes
) -> None:
    found = intake(INSPECTORS, OFFICER | {"执法证号": None, "执法证有效期": None})
    assert codes(found) == [
        "inspectors.certificate.missing",
        "inspectors.certificate.valid_to_missing",
    ]
    assert found.counts.accepted == 1


def test_a_last_day_that_cannot_be_read_rejects_the_row(intake, codes) -> None:
    found = intake(INSPECTORS, OFFICER | {"执法证有效期": "到期换证"})
    assert codes(found) == ["inspectors.certificate.valid_to_unreadable"]
    assert found.counts.rejected == 1


def test_two_staff_numbers_on_one_certificate_are_told(intake, codes) -> None:
    found = intake(INSPECTORS, OFFICER, OFFICER | {"工号": "A2"})
    assert codes(found) == ["inspectors.certificate.shared"]
    assert "第2行" in found.findings[-1].message
