"""Ratios as item lists write them."""

from __future__ import annotations

import pytest

from mingcha.core.ratios.ratio import Ratio, read_ratio
from mingcha.core.ratios.wording import Bounds


@pytest.mark.parametrize(
    ("text", "at_least", "at_most"),
    [
        ("5%", 500, 500),
        ("5‰", 50, 50),
        ("抽查比例不少于2‰", 20, None),
        ("不超过10%", None, 1000),
        ("不超过总数的2%", None, 200),
        ("根据实际需要，一般不超过 10%/年。", None, 1000),
        ("原则上不高于 ５％", None, 500),
        ("≥3%", 300, None),
        ("5%以上", 500, None),
        ("10%以内", None, 1000),
        ("3%—5%", 300, 500),
        ("百分之三", 300, 300),
        ("百分之2.5", 250, 250),
        ("不低于百分之二十五", 2500, None),
        ("百分之百", 10_000, 10_000),
        ("0.5%", 50, 50),
    ],
)
def test_a_ratio_is_read(text: str, at_least: int | None, at_most: int | None):
    reading = read_ratio(text)
    (fact,) = reading.facts
    assert fact.share == Bounds(at_least, at_most)
    assert reading.rest == ()


@pytest.mark.parametrize(
    "text",
    ["根据实际情况确定", "结合登记事项检查一并开展", "5", "200%", "0.005%", "不少于20户", "5%左右"],
)
def test_what_is_no_ratio_stays_as_it_is(text: str):
    reading = read_ratio(text)
    assert reading.facts == ()
    assert reading.rest


def test_what_may_be_done_instead_is_kept():
    (fact,) = read_ratio("不低于3%或按专项计划确定").facts
    assert fact == Ratio(Bounds(300, None), otherwise="按专项计划确定")
    assert fact.told == "不低于3%，或按专项计划确定"


def test_for_whom_a_ratio_is():
    reading = read_ratio("省级不超过2%，市、县质监部门结合当地实际制定检查计划")
    assert [fact.told for fact in reading.facts] == ["省级不超过2%"]
    assert reading.rest == ("市、县质监部门结合当地实际制定检查计划",)
    assert reading.limit_bp is None  # a limit of others is none of ours


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("不超过10%/年", 1000),
        ("不超过30%，不超过10%", 1000),
        ("10%", None),
        ("不低于3%", None),
        ("不超过3%或按专项计划确定", None),
        ("一般事项不超过10%；重点事项100%", None),
        ("", None),
    ],
)
def test_the_highest_ratio_allowed(text: str, limit: int | None):
    assert read_ratio(text).limit_bp == limit
