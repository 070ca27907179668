"""Makes publication a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    """结果公示."""

    name = "mingcha.publication"
    label = "publication"
    verbose_name = "结果公示"
