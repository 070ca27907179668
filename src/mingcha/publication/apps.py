"""Makes publication a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    """结果公示."""

    name = "mingcha.publication"
    label = "publication"
    verbose_name = "结果公示"

    def ready(self) -> None:
        """Listen to what the stations below announce."""
        from mingcha.publication import listeners  # noqa: PLC0415 - models are there only now

        listeners.register()
