"""Makes portal a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """A face."""

    name = "mingcha.portal"
    label = "portal"
