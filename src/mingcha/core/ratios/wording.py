"""What the texts of item lists have in common: signs, numerals, clauses, and words of bounds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

AT_LEAST = "不低于|不少于|不小于|至少|大于等于|≥"
AT_MOST = "不超过|不高于|不大于|不多于|至多|最多|≤"
BOUND = f"(?P<bound>{AT_LEAST}|{AT_MOST}|)"
BOUNDS_OF_TAILS = {"以上": "至少", "以内": "不超过", "以下": "不超过"}

_NUMERALS = {sign: str(n) for n, sign in enumerate("一二三四五六七八九十", start=1)} | {"两": "2"}
_NUMERAL = re.compile(r"(?<!同)[一二两三四五六七八九十](?=次|年|个月|月|季|周|户)")
_HUNDREDTHS = re.compile(
    r"百分之([0-9]+(?:\.[0-9]+)?|百|[一二三四五六七八九]?十?[一二三四五六七八九]?)"
)
_DASH = re.compile(r"[—–－~～]+|至(?![少多])|-+")
_BREAK = re.compile(r"[，,；;。()]")
_EMPTY_WORDS = re.compile(
    r"^(?:根据实际(?:工作)?(?:需要|情况)?|结合实际|原则上|一般(?!事项|检查事项)|抽查比例|抽取比例|检查比例|比例|总数的|"
    r"抽查频次|检查频次|频次|按照|按|为|应)+"
)
_WHOM = re.compile(r"(?:级|局|部门|单位|企业|机构|户|对象|产品|场所|事项|者)$")


@dataclass(frozen=True, slots=True)
class Bounds:
    """At least and at most; None means no bound on that side."""

    at_least: int | None
    at_most: int | None


def clauses(text: str) -> list[str]:
    """Return a text's clauses without blanks, full-width signs and Chinese numerals of counts."""
    plain = unicodedata.normalize("NFKC", text)
    plain = re.sub(r"\s", "", plain)
    plain = _NUMERAL.sub(lambda found: _NUMERALS[found[0]], plain)
    plain = _HUNDREDTHS.sub(lambda found: f"{_number(found[1])}%", plain)
    plain = _DASH.sub("-", plain)
    return [clause for clause in _BREAK.split(plain) if clause]


def _number(text: str) -> str:
    """Return a number in figures; Chinese ones up to a hundred."""
    if not text or text[0].isdigit():
        return text
    if text == "百":
        return "100"
    tens, ten, ones = text.rpartition("十")
    return str((int(_NUMERALS.get(tens, "1")) * 10 if ten else 0) + int(_NUMERALS.get(ones, "0")))


def bare(clause: str) -> str:
    """Return a clause without the words in front that say nothing of how much."""
    return _EMPTY_WORDS.sub("", clause)


def is_whom(text: str) -> bool:
    """Tell whether a text names whom a bound is for; nobody named is everybody."""
    return not text or _WHOM.search(text) is not None


def bounds(word: str, low: int, high: int) -> Bounds:
    """Return what a word such as 不超过 makes of a number, or of a range without a word."""
    if word and re.fullmatch(AT_LEAST, word):
        return Bounds(low, None)
    if word:
        return Bounds(None, high)
    return Bounds(low, high)


def told(bound: Bounds, shown: Callable[[int], str], words: tuple[str, str]) -> str:
    """Return bounds in words, such as 不少于1次; ``words`` are those of at least and at most."""
    low, high = bound.at_least, bound.at_most
    if low is not None and high is not None:
        return shown(low) if low == high else f"{shown(low)}至{shown(high)}"
    if low is not None:
        return words[0] + shown(low)
    return words[1] + shown(high) if high is not None else ""


def percent(bp: int) -> str:
    """Return basis points as a percentage without needless zeros."""
    return f"{bp / 100:.2f}".rstrip("0").rstrip(".") + "%"
