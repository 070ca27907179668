"""Makes publication a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    """结果公示."""

    name = "mingcha.publication"
    label = "publication"
    verbose_name = "结果公示"

    def ready(self) -> None:
        """Listen to what the stations below announce, and tell what is seen here of what is due."""
        from mingcha.publication import listeners, seeing  # noqa: PLC0415 - models are there only now

        listeners.register()
        seeing.start_seeing()
