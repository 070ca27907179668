"""Makes inspections a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    """现场检查."""

    name = "mingcha.inspections"
    label = "inspections"
    verbose_name = "现场检查"
