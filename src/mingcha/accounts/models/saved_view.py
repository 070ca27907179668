"""A list as somebody likes to see it: its filters, order and columns under a name."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.accounts.models.user import User
from mingcha.foundation.models import Timed, Undisclosed


class SavedView(Timed):
    """The part of a list's address behind the question mark; ``page`` is the list's route."""

    user = models.ForeignKey(
        User, models.CASCADE, related_name="+", verbose_name="账号", db_index=False
    )
    page = models.CharField("列表", max_length=40)
    name = models.CharField("名称", max_length=20)
    query = models.CharField("条件", max_length=1000)

    class Meta:
        verbose_name = "常用筛选"
        ordering: ClassVar = ["page", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "page", "name"], name="saved_view_once")
        ]

    class Disclosure(Undisclosed):
        """The person's own."""

    def __str__(self) -> str:
        """Return the name."""
        return self.name
