"""Makes notices a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """文书."""

    name = "mingcha.notices"
    label = "notices"
    verbose_name = "文书"

    def ready(self) -> None:
        """Make out the inspection notices whenever a task is issued."""
        from mingcha.notices.listening import start_listening  # noqa: PLC0415 - after the models

        start_listening()
