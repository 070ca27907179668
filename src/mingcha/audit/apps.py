"""Makes audit a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """审计."""

    name = "mingcha.audit"
    label = "audit"
    verbose_name = "审计"
