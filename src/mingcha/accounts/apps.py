"""Makes accounts a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """账号与权限."""

    name = "mingcha.accounts"
    label = "accounts"
    verbose_name = "账号与权限"
