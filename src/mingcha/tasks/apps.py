"""Makes tasks a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class TasksConfig(AppConfig):
    """抽查任务."""

    name = "mingcha.tasks"
    label = "tasks"
    verbose_name = "抽查任务"
