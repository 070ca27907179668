"""Makes the foundation a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    """Infrastructure; no models of its own."""

    name = "mingcha.foundation"
