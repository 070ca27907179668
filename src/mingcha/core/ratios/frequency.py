"""Frequencies: 每年不少于1次, 1—2次/年, 每两年一次, 在许可有效期内同一单位不超过2次."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from mingcha.core.ratios import wording
from mingcha.core.ratios.ratio import basis_points
from mingcha.core.ratios.wording import BOUND, Bounds

_MONTHS = {"年": 12, "年度": 12, "半年": 6, "季度": 3, "季": 3, "个月": 1, "月": 1}
_NAMES = {12: "每年", 6: "每半年", 3: "每季度", 1: "每月"}
_UNIT = r"(?P<unit>半年|年度|年|季度|季|个月|月)"
_WHOM = r"(?:对)?(?P<whom>[^0-9每]{0,24}?)(?:的?(?:检查|抽查))?"
_DOING = r"(?:组织|抽查|检查|开展|进行)*"
_TIMES = rf"{BOUND}(?:(?P<low>[0-9]+)-)?(?P<high>[0-9]+)次"
_SHARE = r"(?:各?(?P<share>[0-9.]+)(?P<sign>[%‰]))?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_WHOM}每(?P<every>[0-9]*){_UNIT}{_DOING}{_TIMES}{_SHARE}",
        rf"{_WHOM}{_TIMES}/(?P<every>[0-9]*){_UNIT}{_SHARE}",
        rf"{_WHOM}每(?P<every>[0-9]*){_UNIT}分次达到(?P<share>[0-9.]+)(?P<sign>[%‰])",
        rf"(?:在)?(?:同一|一个)(?P<every>){_UNIT}内{_WHOM}{_TIMES}{_SHARE}",
        rf"{_WHOM}(?:在)?(?:同一|一个)(?P<every>){_UNIT}内{_TIMES}{_SHARE}",
        rf"{_WHOM}(?:在)?(?P<within>[\u4e00-\u9fff]{{2}}有效期)内{_TIMES}{_SHARE}",
        rf"(?:在)?(?P<within>[\u4e00-\u9fff]{{0,6}}有效期)内{_WHOM}{_TIMES}{_SHARE}",
    )
)
_WHOM_ALONE = re.compile(r"对(?P<whom>[^0-9]{2,24}?)(?:的(?:检查|抽查))?")


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often in a period: ``months``, or ``within`` where it is no fixed number of them.

    ``times`` is None where only a share over the period is given (每年分次达到33%).
    """

    times: Bounds | None
    months: int | None
    within: str = ""
    whom: str = ""
    share_bp: int | None = None
    is_alternative: bool = False

    @property
    def told(self) -> str:
        """Return it in words."""
        period = f"{self.within}内" if self.within else _period(self.months or 0)
        times = (
            wording.told(self.times, "{}次".format, ("不少于", "不超过")) if self.times else "分次"
        )
        share = (
            f"，{'每次' if self.times else '共'}{wording.percent(self.share_bp)}"
            if self.share_bp
            else ""
        )
        return f"{'或者' if self.is_alternative else ''}{self.whom}{period}{times}{share}"


@dataclass(frozen=True, slots=True)
class FrequencyReading:
    """What was read of a text, and the clauses of which nothing could be read."""

    facts: tuple[Frequency, ...]
    rest: tuple[str, ...]


def read_frequency(text: str) -> FrequencyReading:
    """Read a frequency; what is not understood is told, never guessed."""
    facts: list[Frequency] = []
    rest: list[str] = []
    whom = ""
    for clause in wording.clauses(text):
        said = wording.bare(clause)
        fact = _fact(said)
        named = None if fact else _WHOM_ALONE.fullmatch(said)
        if fact:
            facts.append(replace(fact, whom=fact.whom or whom))
        elif named:
            whom = named["whom"]
        elif said:
            rest.append(clause)
    if whom and not facts:
        rest.append(text)
    return FrequencyReading(tuple(facts), tuple(rest))


def _fact(clause: str) -> Frequency | None:
    stem = wording.bare(re.sub(r"^或者?", "", clause))
    found = next((match for form in _FORMS if (match := form.fullmatch(stem))), None)
    if found is None:
        return None
    parts = found.groupdict()
    whom = parts["whom"] or ""
    share = basis_points(parts["share"], parts["sign"]) if parts["share"] else None
    if not wording.is_whom(whom) or (parts["share"] and share is None):
        return None
    unit = parts.get("unit")
    return Frequency(
        times=_times(parts),
        months=_MONTHS[unit] * int(parts["every"] or 1) if unit else None,
        within=parts.get("within") or "",
        whom=whom,
        share_bp=share,
        is_alternative=stem != clause and clause.startswith("或"),
    )


def _times(parts: dict[str, str | None]) -> Bounds | None:
    high = parts.get("high")
    if high is None:
        return None
    return wording.bounds(parts["bound"] or "", int(parts["low"] or high), int(high))


def _period(months: int) -> str:
    if months in _NAMES:
        return _NAMES[months]
    return f"每{months // 12}年" if months % 12 == 0 else f"每{months}个月"
