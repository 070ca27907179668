"""Makes the foundation a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate

from mingcha.foundation import checks, fast_triggers


class FoundationConfig(AppConfig):
    """Infrastructure; no domain."""

    name = "mingcha.foundation"

    def ready(self) -> None:
        """Keep the row triggers fast after every migration, and strange databases out."""
        register(checks.database_of_another_version, Tags.database)
        register(checks.database_amid_former_steps, Tags.database)
        post_migrate.connect(fast_triggers.install, sender=self, dispatch_uid="fast_triggers")
