"""Makes the inbox a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class InboxConfig(AppConfig):
    """消息."""

    name = "mingcha.inbox"
    label = "inbox"
    verbose_name = "消息"
