"""Makes followup a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class FollowupConfig(AppConfig):
    """后续处置."""

    name = "mingcha.followup"
    label = "followup"
    verbose_name = "后续处置"
