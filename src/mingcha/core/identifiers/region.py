"""Region codes (行政区划代码) of GB/T 2260 with the township and village digits of GB/T 10114.

Province 2 digits, prefecture 4, county 6, township 9, village 12.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from mingcha.core.errors import Refusal
from mingcha.core.identifiers.text import fold

PROVINCES = {
    "11": "北京市",
    "12": "天津市",
    "13": "河北省",
    "14": "山西省",
    "15": "内蒙古自治区",
    "21": "辽宁省",
    "22": "吉林省",
    "23": "黑龙江省",
    "31": "上海市",
    "32": "江苏省",
    "33": "浙江省",
    "34": "安徽省",
    "35": "福建省",
    "36": "江西省",
    "37": "山东省",
    "41": "河南省",
    "42": "湖北省",
    "43": "湖南省",
    "44": "广东省",
    "45": "广西壮族自治区",
    "46": "海南省",
    "50": "重庆市",
    "51": "四川省",
    "52": "贵州省",
    "53": "云南省",
    "54": "西藏自治区",
    "61": "陕西省",
    "62": "甘肃省",
    "63": "青海省",
    "64": "宁夏回族自治区",
    "65": "新疆维吾尔自治区",
    "71": "台湾省",
    "81": "香港特别行政区",
    "82": "澳门特别行政区",
}

TOWNSHIP = 9
"""Digits of a township's code, the lowest division that has offices and inspectors."""
_REGION_LENGTHS = (6, TOWNSHIP, 12)
_PREFIX_LENGTHS = (2, 4, *_REGION_LENGTHS)


class RegionFault(StrEnum):
    """Why a text is no region code."""

    MISSING = "missing"
    LENGTH = "length"
    CHARACTER = "character"
    PROVINCE = "province"


class RegionError(Refusal):
    """A text that is no region code: ``reason`` says why, ``text`` is the folded text."""

    def __init__(self, reason: RegionFault, text: str, lengths: tuple[int, ...]) -> None:
        """Word the message from ``reason``, the folded ``text`` and the ``lengths`` allowed."""
        allowed = "、".join(map(str, lengths))
        super().__init__(_MESSAGES[reason].format(text=text, length=len(text), allowed=allowed))
        self.reason = reason
        self.text = text
        self.lengths = lengths


_MESSAGES = {
    RegionFault.MISSING: "没有行政区划代码：请填写{allowed}位数字",
    RegionFault.LENGTH: "行政区划代码“{text}”有{length}位，应为{allowed}位数字：请核对",
    RegionFault.CHARACTER: "行政区划代码“{text}”中有数字以外的字符，应为{allowed}位数字：请核对",
    RegionFault.PROVINCE: "行政区划代码“{text}”的前两位不是任何省级行政区的代码：请核对",
}


@lru_cache(1 << 14)
def read_region(text: str) -> str:
    """Read the region an object lies in: 6, 9 or 12 digits (protocol section 2).

    Township and village digits that are all zero name the county itself, as in ``130184000000``,
    and are left off, so that one place has one spelling. Raises ``RegionError``.
    """
    return _without_zeros(_read(text, _REGION_LENGTHS), shortest=6)


@lru_cache(1 << 14)
def read_region_prefix(text: str) -> str:
    """Read the region an inspector serves, a prefix of region codes: 2, 4, 6, 9 or 12 digits.

    Levels that are all zero are left off, because ``130100`` on a list of inspectors means
    everything below the prefecture ``1301``. Raises ``RegionError``.
    """
    return _without_zeros(_read(text, _PREFIX_LENGTHS), shortest=2)


def is_within(region: str, prefix: str) -> bool:
    """Tell whether ``region`` is ``prefix`` or lies in it; both as the readers return them."""
    return region.startswith(prefix)


def _read(text: str, lengths: tuple[int, ...]) -> str:
    code, _ = fold(text)
    if not code:
        raise RegionError(RegionFault.MISSING, code, lengths)
    if not (code.isascii() and code.isdigit()):
        raise RegionError(RegionFault.CHARACTER, code, lengths)
    if len(code) not in lengths:
        raise RegionError(RegionFault.LENGTH, code, lengths)
    if code[:2] not in PROVINCES:
        raise RegionError(RegionFault.PROVINCE, code, lengths)
    return code


def _without_zeros(code: str, shortest: int) -> str:
    for length in reversed(_PREFIX_LENGTHS):
        if shortest <= length < len(code) and not code[length:].strip("0"):
            code = code[:length]
    return code
