"""Makes the foundation a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from mingcha.foundation import fast_triggers


class FoundationConfig(AppConfig):
    """Infrastructure; no domain."""

    name = "mingcha.foundation"

    def ready(self) -> None:
        """Keep the row triggers fast after every migration."""
        post_migrate.connect(fast_triggers.install, sender=self, dispatch_uid="fast_triggers")
