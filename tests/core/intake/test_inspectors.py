from __future__ import annotations

from datetime import date

import pytest

from mingcha.core.intake.inspectors import INSPECTORS, split_expertise
from mingcha.core.intake.records import InspectorRecord

OFFICER = {
    "工号": "A10021",
    "姓名": "陈志远",
    "所在单位": "新乐市市场监督管理局",
    "执法区域代码": "130184000000",
    "执法证号": "03010812345",
    "执法证有效期": date(2028, 6, 30),
    "业务专长": "食品、特种设备",
    "可承担户数": 12.0,
    "状态": "在岗",
    "职务": "科员",
}


def test_a_complete_row_becomes_a_record_without_a_finding(intake) -> None:
    found = intake(INSPECTORS, OFFICER)
    assert found.findings == []
    assert found.records == [
        InspectorRecord(
            staff_no="A10021",
            name="陈志远",
            unit="新乐市市场监督管理局",
            region="130184",
            certificate_no="03010812345",
            cert_valid_to=date(2028, 6, 30),
            expertise=("食品", "特种设备"),
            capacity=12,
            status="在岗",
            fields={"position": "科员"},
            row=2,
        )
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("食品，药品、计量,认证;广告；网络/标准\n知识产权", 8),
        ("保化检查员， 药品检查员,药品检查员", 2),
        ("无", 0),
        ("", 0),
    ],
)
def test_expertise_is_a_list_in_one_cell(text: str, parts: int) -> None:
    assert len(split_expertise(text)) == parts


def test_prefectures_are_regions_of_inspectors(intake) -> None:
    assert intake(INSPECTORS, OFFICER | {"执法区域代码": "130100"}).records[0].region == "1301"


def test_a_list_may_have_certificate_numbers_only(intake) -> None:
    found = intake(INSPECTORS, {"姓名": "陈志远", "执法证号": "03010812345"})
    assert found.records[0].staff_no == found.records[0].certificate_no == "03010812345"


def test_one_person_listed_twice_stays_one(intake, codes) -> None:
    found = intake(INSPECTORS, OFFICER, OFFICER, OFFICER | {"业务专长": "药品"})
    assert codes(found) == ["inspectors.row.repeated", "inspectors.staff_no.repeated"]
    assert found.counts.repeated == 2


def test_two_certificates_of_one_person_are_kept_apart(intake) -> None:
    line = {"工商执法证编号": "4541321", "工商执法证有效期": "2027-07-19"}
    record = intake(INSPECTORS, OFFICER | line).records[0]
    assert record.certificate_no == "03010812345"
    assert record.line_certificate == ("4541321", date(2027, 7, 19))


def test_who_has_the_lines_certificate_alone_has_that(intake, codes) -> None:
    line = {"工商执法证编号": "4541321", "工商执法证有效期": "2027-07-19"}
    found = intake(INSPECTORS, OFFICER | line | {"执法证号": "", "执法证有效期": ""})
    assert codes(found) == []
    record = found.records[0]
    assert (record.certificate_no, record.cert_valid_to) == ("4541321", date(2027, 7, 19))


def test_qualifications_stand_beside_expertise(intake) -> None:
    record = intake(INSPECTORS, OFFICER | {"岗位资质资格": "药品检查员，保化检查员"}).records[0]
    assert record.expertise == ("食品", "特种设备")
    assert record.qualifications == ("药品检查员", "保化检查员")
