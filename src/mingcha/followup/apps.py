"""Makes followup a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class FollowupConfig(AppConfig):
    """后续处置."""

    name = "mingcha.followup"
    label = "followup"
    verbose_name = "后续处置"

    def ready(self) -> None:
        """Open a follow-up whenever a record with a problem is approved."""
        from mingcha.followup.listening import start_listening  # noqa: PLC0415 - after the models

        start_listening()
