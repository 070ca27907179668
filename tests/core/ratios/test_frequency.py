"""Frequencies as item lists write them."""

from __future__ import annotations

import pytest

from mingcha.core.ratios.frequency import Frequency, read_frequency
from mingcha.core.ratios.wording import Bounds


@pytest.mark.parametrize(
    ("text", "at_least", "at_most", "months"),
    [
        ("每年不少于1次", 1, None, 12),
        ("1次/年", 1, 1, 12),
        ("每年一次", 1, 1, 12),
        ("1—2次/年", 1, 2, 12),
        ("每两年一次", 1, 1, 24),
        ("根据实际需要，一般不超过2次/年", None, 2, 12),
        ("每季度1次", 1, 1, 3),
        ("每半年至少一次", 1, None, 6),
        ("每3个月1次", 1, 1, 3),
        ("同一年度内不超过2次", None, 2, 12),
    ],
)
def test_a_frequency_is_read(text: str, at_least: int | None, at_most: int | None, months: int):
    reading = read_frequency(text)
    assert reading.facts == (Frequency(Bounds(at_least, at_most), months),)
    assert reading.rest == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("对同一单位每2年抽查不超过1次", ["同一单位每2年不超过1次"]),
        ("在许可有效期内对同一个单位的检查不超过2次。", ["同一个单位许可有效期内不超过2次"]),
        ("对同一用能产品生产单位，每年度抽查不超过2次", ["同一用能产品生产单位每年不超过2次"]),
        ("市级局每年组织1次；县级局每月组织1次", ["市级局每年1次", "县级局每月1次"]),
        ("每年1次33%；或者每年分次达到33%", ["每年1次，每次33%", "或者每年分次，共33%"]),
        ("每年1次20%；或者每年2次各10%", ["每年1次，每次20%", "或者每年2次，每次10%"]),
    ],
)
def test_for_whom_how_much_and_what_instead(text: str, told: list[str]):
    reading = read_frequency(text)
    assert [fact.told for fact in reading.facts] == told
    assert reading.rest == ()


@pytest.mark.parametrize("text", ["根据实际情况确定", "按需", "对企业", "每年", "每年1次200%"])
def test_what_is_no_frequency_stays_as_it_is(text: str):
    reading = read_frequency(text)
    assert reading.facts == ()
    assert reading.rest
