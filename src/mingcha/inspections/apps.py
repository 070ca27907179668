"""Makes inspections a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    """现场检查."""

    name = "mingcha.inspections"
    label = "inspections"
    verbose_name = "现场检查"

    def ready(self) -> None:
        """Move deadlines with the calendar."""
        from mingcha.foundation.announcing import listen  # noqa: PLC0415 - after the models
        from mingcha.inspections.deadlines import calendar_changed  # noqa: PLC0415 - after the models

        listen("calendar.changed", calendar_changed)
