"""When something is due in a year: on a day, every month, on named days, or yearly (R-121 to R-132).

A rule is data, as a notice writes it:

- ``{"kind": "once", "on": "2023-11-05"}``: on that day and never again;
- ``{"kind": "monthly", "day": 20, "from": 1, "to": 12}``: by that day of every month of a range;
- ``{"kind": "days", "days": ["04-03", "06-26"]}``: by each of these days of the year;
- ``{"kind": "yearly", "by": "10-31", "from": "03-01"}``: by a day of the year; ``from`` may be left out.

A day that a month does not have is its last one, so that 31 means the end of any month.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from mingcha.core.errors import Refusal

Rule = Mapping[str, Any]
MONTHS = 12
_LONGEST_MONTH = 31
_LEAP_YEAR = 2024
_DAY = re.compile(r"([0-9]{1,2})-([0-9]{1,2})")
_NEXT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """A day by which something is to be done, and the day from which it is in hand."""

    opens: date
    day: date


def once(on: date) -> Rule:
    """Return the rule of a single day."""
    return {"kind": "once", "on": on.isoformat()}


def monthly(day: int, first: int = 1, last: int = MONTHS) -> Rule:
    """Return the rule of a day of every month; raises Refusal for days and months that are none."""
    if not 1 <= day <= _LONGEST_MONTH:
        raise Refusal("每月几日请填 1 到 31；31 表示月末")
    if not 1 <= first <= last <= MONTHS:
        raise Refusal("起止月份请填 1 到 12，起始月份不能晚于截止月份")
    return {"kind": "monthly", "day": day, "from": first, "to": last}


def on_days(days: Sequence[str]) -> Rule:
    """Return the rule of named days of the year; raises Refusal for none, and for what is no day."""
    found = sorted({_month_day(text) for text in days})
    if not found:
        raise Refusal("请写明每年哪几天，如 04-03、06-26")
    return {"kind": "days", "days": found}


def yearly(by: str, since: str = "") -> Rule:
    """Return the rule of one day of the year; ``since`` is the day from which it is in hand."""
    rule = {"kind": "yearly", "by": _month_day(by)}
    if not since:
        return rule
    opens = _month_day(since)
    if opens > rule["by"]:
        raise Refusal("起始日期不能晚于截止日期")
    return rule | {"from": opens}


def due_days(rule: Rule, year: int) -> list[Due]:
    """Return the days of a year on which a rule makes something due, in their order."""
    first = date(year, 1, 1)
    if rule["kind"] == "once":
        day = date.fromisoformat(rule["on"])
        return [Due(first, day)] if day.year == year else []
    if rule["kind"] == "monthly":
        return [_of_month(rule["day"], year, month) for month in _range(rule)]
    if rule["kind"] == "yearly":
        opens = _in_year(rule["from"], year) if "from" in rule else first
        return [Due(opens, _in_year(rule["by"], year))]
    days = [_in_year(text, year) for text in rule["days"]]
    begins = [first, *(day + _NEXT for day in days[:-1])]
    return [Due(*pair) for pair in zip(begins, days, strict=True)]


def told(rule: Rule) -> str:
    """Return a rule in words."""
    if rule["kind"] == "once":
        on = date.fromisoformat(rule["on"])
        return f"{on.year}年{on.month}月{on.day}日前"
    if rule["kind"] == "monthly":
        whole = (rule["from"], rule["to"]) == (1, MONTHS)
        months = "每月" if whole else f"{rule['from']}月至{rule['to']}月，每月"
        return months + ("底前" if rule["day"] == _LONGEST_MONTH else f"{rule['day']}日前")
    if rule["kind"] == "yearly":
        opens = f"{_words(rule['from'])}至" if "from" in rule else ""
        return f"每年{opens}{_words(rule['by'])}" + ("" if opens else "前")
    return f"每年{'、'.join(_words(text) for text in rule['days'])}前"


def _range(rule: Rule) -> range:
    return range(rule["from"], rule["to"] + 1)


def _of_month(day: int, year: int, month: int) -> Due:
    before = (year - 1, MONTHS) if month == 1 else (year, month - 1)
    return Due(_clipped(*before, day) + _NEXT, _clipped(year, month, day))


def _in_year(text: str, year: int) -> date:
    month, day = text.split("-")
    return _clipped(year, int(month), int(day))


def _clipped(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))


def _month_day(text: str) -> str:
    """Return ``MM-DD``; raises Refusal for what is no day of a year."""
    found = _DAY.fullmatch(text.strip())
    try:
        day = date(_LEAP_YEAR, int(found[1]), int(found[2])) if found else None
    except ValueError:
        day = None
    if day is None:
        raise Refusal(f"“{text.strip()}”不是日期，请写成 04-03 这样的月和日")
    return f"{day.month:02}-{day.day:02}"


def _words(text: str) -> str:
    month, day = text.split("-")
    return f"{int(month)}月{int(day)}日"
