"""The tabs over the pages of the year's plans, and the year that they show."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from mingcha.foundation import clock
from mingcha.plans.selectors.plan_coverage import planning_year

_PAGES = (
    ("plans", "年度计划"),
    ("annual-schemes", "实施方案"),
    ("sampling-rules", "抽查规则"),
    ("plan-filings", "计划备案"),
    ("caps", "检查频次上限"),
    ("class-tables", "分类比例表"),
)
_FIRST_YEAR, _LAST_YEAR = 2015, 2100


def plan_tabs(active: str) -> list[dict[str, object]]:
    """Return the tabs, one of them active."""
    return [
        {"title": title, "url": reverse(name), "active": name == active} for name, title in _PAGES
    ]


def year_asked(request: HttpRequest) -> int:
    """Return the year of the address; this year for anything else."""
    text = request.GET.get("year", "")
    year = int(text) if text.isascii() and text.isdigit() and len(text) == len("2026") else 0
    return year if _FIRST_YEAR <= year <= _LAST_YEAR else clock.today().year


def years_about(year: int) -> list[int]:
    """Return the years to choose from: those next to the one shown, and this and the planned one."""
    today = clock.today()
    return sorted({year - 1, year, year + 1, today.year, planning_year(today)}, reverse=True)
