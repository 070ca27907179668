"""The tabs over the pages of trainings."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from mingcha.foundation import clock

_PAGES = (("training-sessions", "举行的培训"), ("training-plan", "培训计划（表E）"))
_YEARS_SHOWN = 3


def training_tabs(active: str) -> list[dict[str, object]]:
    """Return the tabs, one of them active."""
    return [
        {"title": title, "url": reverse(name), "active": name == active} for name, title in _PAGES
    ]


def year_of(request: HttpRequest) -> int:
    """Return the year asked for, this one where none or another than those shown is."""
    asked = request.GET.get("year", "")
    years = {str(year): year for year in years_shown()}
    return years.get(asked, clock.today().year)


def years_shown() -> list[int]:
    """Return next year, for planning, this one and those before."""
    return [clock.today().year + 1 - back for back in range(_YEARS_SHOWN + 1)]


def year_links(year: int) -> list[dict[str, object]]:
    """Return the years as links, one of them active."""
    return [
        {"title": f"{each} 年", "url": f"?year={each}", "active": each == year}
        for each in years_shown()
    ]
