"""Makes api a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """A face."""

    name = "mingcha.api"
    label = "api"
