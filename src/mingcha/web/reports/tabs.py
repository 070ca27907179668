"""The tabs over the pages of the reports."""

from __future__ import annotations

from django.urls import reverse

_PAGES = (
    ("reports", "月报表"),
    ("other-platforms", "其他平台数据"),
    ("report-items", "事项覆盖"),
    ("report-tasks", "任务统计"),
    ("report-emphasis", "重点抽查"),
    ("report-excess", "超频次检查"),
)


def report_tabs(active: str) -> list[dict[str, object]]:
    """Return the tabs, one of them active."""
    return [
        {"title": title, "url": reverse(name), "active": name == active} for name, title in _PAGES
    ]
