"""Makes plans a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """年度计划."""

    name = "mingcha.plans"
    label = "plans"
    verbose_name = "年度计划"
