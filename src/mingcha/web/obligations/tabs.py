"""The tabs over the pages of targets and what is due."""

from __future__ import annotations

from django.urls import reverse

_PAGES = (("year", "目标与日历"), ("occurrences", "到期事项"), ("obligations", "报送事项"))


def year_tabs(active: str) -> list[dict[str, object]]:
    """Return the tabs, one of them active."""
    return [
        {"title": title, "url": reverse(name), "active": name == active} for name, title in _PAGES
    ]
