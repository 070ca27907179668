"""Makes plans a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """年度计划."""

    name = "mingcha.plans"
    label = "plans"
    verbose_name = "年度计划"

    def ready(self) -> None:
        """Tell what can be seen here of what is due."""
        from mingcha.plans.selectors.evidence import start_seeing  # noqa: PLC0415 - after the models

        start_seeing()
