"""Region codes (行政区划代码): a wrong one is left out and warned of, never guessed.

The row is kept, since no enterprise may slip out of a draw through a slip in a minor column.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from mingcha.core.identifiers.region import RegionError, read_region, read_region_prefix
from mingcha.core.intake.findings import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from mingcha.core.intake.findings import Report
    from mingcha.core.intake.line import Line


class RegionRules(NamedTuple):
    """How one kind of register reads its regions."""

    read: Callable[[str], str]
    missing: Rule
    name_not_code: Rule
    malformed: Rule


def _rules(kind: str, read: Callable[[str], str], lengths: str) -> RegionRules:
    return RegionRules(
        read,
        Rule(
            f"{kind}.region.missing",
            Severity.INFO,
            "没有行政区划代码",
            f"按地区抽取或匹配时需要：请填写{lengths}位代码",
        ),
        Rule(
            f"{kind}.region.name_not_code",
            Severity.WARNING,
            "行政区划“{shown}”是名称，不是代码，未采用",
            f"请改填{lengths}位行政区划代码",
        ),
        Rule(
            f"{kind}.region.malformed",
            Severity.WARNING,
            "{fault}，未采用",
            f"请改填{lengths}位行政区划代码（GB/T 2260）",
        ),
    )


OBJECTS = _rules("objects", read_region, "6、9或12")
INSPECTORS = _rules("inspectors", read_region_prefix, "2、4、6、9或12")
RULES = (*OBJECTS[1:], *INSPECTORS[1:])


def read_region_code(line: Line, report: Report, rules: RegionRules) -> str | None:
    """Return the region's code, ``None`` where there is none to be had."""
    if not line.has("region"):
        return None
    shown = line.text("region")
    if shown.isdecimal() and (code := _understood(shown, rules.read)):
        return code
    place = line.place("region")
    if not shown:
        report.add(rules.missing, place)
    elif not any(char.isdigit() for char in shown):
        report.add(rules.name_not_code, place, shown=shown)
    else:
        try:
            return rules.read(shown)
        except RegionError as error:
            report.add(rules.malformed, place, fault=error.message.removesuffix("：请核对"))
    return None


@lru_cache(1 << 14)
def _understood(shown: str, read: Callable[[str], str]) -> str | None:
    """Return the code that a text is, ``None`` for one that deserves a word."""
    try:
        return read(shown)
    except RegionError:
        return None
