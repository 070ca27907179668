"""Days of marks and licences: readable, and in their order."""

from __future__ import annotations

import pytest

from mingcha.core.intake.flags import FLAGS


@pytest.fixture
def mark(uscc):
    return {"统一社会信用代码": uscc(1), "标记": "经营异常名录", "来源": "市监异〔2026〕1号"}


def test_an_end_before_the_beginning_is_told_at_the_end(intake, mark) -> None:
    found = intake(FLAGS, mark | {"列入日期": "2026-03-05", "移出日期": "2026-03-04"})
    [finding] = [each for each in found.findings if each.rule.code == "objects.day.reversed"]
    assert finding.message == "2026-03-04早于开始的2026-03-05"
    assert finding.address == "名录!E2"
    assert found.counts.rejected == 1


def test_a_mark_may_end_on_its_first_day(intake, codes, mark) -> None:
    found = intake(FLAGS, mark | {"列入日期": "2026-03-05", "移出日期": "2026-03-05"})
    assert codes(found) == []
    assert found.counts.accepted == 1


def test_a_day_that_cannot_be_read_is_an_error(intake, codes, mark) -> None:
    found = intake(FLAGS, mark | {"列入日期": "三月初"})
    assert "objects.day.unreadable" in codes(found)
    assert found.counts.rejected == 1
