"""Makes triggers a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class TriggersConfig(AppConfig):
    """触发式监管."""

    name = "mingcha.triggers"
    label = "triggers"
    verbose_name = "触发式监管"
