"""Makes reports a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """统计报表."""

    name = "mingcha.reports"
    label = "reports"
    verbose_name = "统计报表"

    def ready(self) -> None:
        """Tell what can be seen here of what is due."""
        from mingcha.reports.seeing import start_seeing  # noqa: PLC0415 - after the models

        start_seeing()
