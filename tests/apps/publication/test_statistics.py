"""What the public statistics count, and in which year."""

from __future__ import annotations

import time_machine
from county import County

from mingcha.publication.actions.keeping import keep
from mingcha.publication.models.publication import PublicationKind
from mingcha.publication.selectors import statistics
from mingcha.publication.snapshots.snapshot import Snapshot


def result(county: County, *, is_problem: bool) -> Snapshot:
    return Snapshot(
        kind=PublicationKind.RESULT,
        key="2026001-91130136MA0000001X",
        title="检查结果",
        region_prefix=county.region.prefix,
        department=county.market.name,
        task_number="2026001",
        object_code="91130136MA0000001X",
        content={"is_problem": is_problem, "task": {"is_joint": False}},
    )


def test_a_correction_moves_no_figure_to_another_year_or_month(county: County):
    with time_machine.travel("2026-12-30T09:00+08:00"):
        keep(by=county.lead, snapshot=result(county, is_problem=False))
    with time_machine.travel("2027-01-05T09:00+08:00"):
        keep(by=county.lead, snapshot=result(county, is_problem=True), reason="录入有误")
    assert statistics.years() == [2026]
    assert [(row.title, row.households, row.problems) for row in statistics.by_month(2026)] == [
        ("12月", 1, 1)
    ]
    assert [row.households for row in statistics.by_department(2026)] == [1]
    assert statistics.by_month(2027) == []
    assert statistics.by_department(2027) == []
