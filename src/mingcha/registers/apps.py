"""Makes registers a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """一单两库."""

    name = "mingcha.registers"
    label = "registers"
    verbose_name = "一单两库"
