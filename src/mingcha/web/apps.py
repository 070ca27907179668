"""Makes web a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """A face."""

    name = "mingcha.web"
    label = "web"
