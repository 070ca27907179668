"""Attempts to sign in, by which guessing is slowed down (F-2)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.foundation import clock
from mingcha.foundation.models import Undisclosed


class SignInAttempt(models.Model):
    """One attempt under a name from an address; ``forgiven`` ones no longer slow anybody down."""

    username = models.CharField("账号", max_length=150)
    address = models.GenericIPAddressField("地址")
    succeeded = models.BooleanField("成功")
    forgiven = models.BooleanField("不再计数", default=False)
    at = models.DateTimeField("时间", default=clock.now)

    class Meta:
        verbose_name = "登录记录"
        ordering: ClassVar = ["-at"]
        indexes: ClassVar = [
            models.Index(fields=["username", "-at"], name="attempt_by_name"),
            models.Index(fields=["address", "-at"], name="attempt_by_address"),
        ]

    class Disclosure(Undisclosed):
        """Never public."""

    def __str__(self) -> str:
        """Return name and time."""
        return f"{self.username} {self.at}"
