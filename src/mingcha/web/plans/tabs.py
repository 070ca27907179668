"""The tabs over the pages of the year's plans, and the year that they show."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from mingcha.foundation import clock

_PAGES = (
    ("plans", "年度计划"),
    ("annual-schemes", "实施方案"),
    ("sampling-rules", "抽查规则"),
)
_FIRST_YEAR, _LAST_YEAR = 2015, 2100
_NEXT_YEAR_FROM = 11  # the next year is planned from November on


def plan_tabs(active: str) -> list[dict[str, object]]:
    """Return the tabs, one of them active."""
    return [
        {"title": title, "url": reverse(name), "active": name == active} for name, title in _PAGES
    ]


def planning_year() -> int:
    """Return the year that is being planned: this one, from November on the next."""
    today = clock.today()
    return today.year + (today.month >= _NEXT_YEAR_FROM)


def year_asked(request: HttpRequest) -> int:
    """Return the year of the address; this year for anything else."""
    text = request.GET.get("year", "")
    year = int(text) if text.isascii() and text.isdigit() and len(text) == len("2026") else 0
    return year if _FIRST_YEAR <= year <= _LAST_YEAR else clock.today().year


def years_about(year: int) -> list[int]:
    """Return the years to choose from: those next to the one shown, and this and the planned one."""
    return sorted({year - 1, year, year + 1, clock.today().year, planning_year()}, reverse=True)
