"""Calls of other systems that were carried out, so that sending one again does nothing twice."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.foundation import clock
from mingcha.foundation.models.base import Undisclosed


class IdempotentCall(models.Model):
    """A call under the key that its sender chose, and what it was answered."""

    caller = models.CharField("账号", max_length=40)
    operation = models.CharField("操作", max_length=40)
    key = models.CharField("幂等键", max_length=64)
    body_hash = models.CharField("内容摘要", max_length=64)
    answer = models.JSONField("回答", null=True)
    at = models.DateTimeField("时间", default=clock.now)

    class Meta:
        verbose_name = "接口调用"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["caller", "operation", "key"], name="called_once")
        ]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return operation and key."""
        return f"{self.operation} {self.key}"
