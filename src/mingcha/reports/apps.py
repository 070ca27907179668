"""Makes reports a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """统计报表."""

    name = "mingcha.reports"
    label = "reports"
    verbose_name = "统计报表"
