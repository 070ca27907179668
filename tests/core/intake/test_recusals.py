from __future__ import annotations

from mingcha.core.intake.recusals import RECUSALS


def test_a_recusal_joins_an_object_a_person_and_a_reason(intake, uscc) -> None:
    row = {"统一社会信用代码": uscc(1), "工号": "A10021", "回避原因": "近亲属"}
    found = intake(RECUSALS, row, row)
    assert [(each.id, each.staff_no, each.reason) for each in found.records] == [
        (uscc(1), "A10021", "近亲属")
    ]
    assert found.counts[:4] == (2, 1, 0, 1)


def test_one_person_may_keep_away_from_several_objects(intake, uscc) -> None:
    row = {"统一社会信用代码": uscc(1), "工号": "A10021", "回避原因": "近亲属"}
    assert intake(RECUSALS, row, row | {"统一社会信用代码": uscc(2)}).counts.accepted == 2


def test_all_three_are_needed(intake, codes, uscc) -> None:
    row = {"统一社会信用代码": uscc(1), "工号": "A10021", "回避原因": "近亲属"}
    found = intake(RECUSALS, *(row | {heading: None} for heading in row))
    assert codes(found) == [
        "objects.code.missing",
        "inspectors.staff_no.missing",
        "recusals.reason.missing",
    ]
    assert found.counts[:4] == (3, 0, 3, 0)
