"""A message to those of a department who hold a right, and who has read it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.accounts.models import User
from mingcha.foundation import clock
from mingcha.foundation.models import Undisclosed, append_only
from mingcha.orgs.models import Department


class Message(models.Model):
    """What is told, once for each ``key``; ``url`` is the page where something can be done about it."""

    key = models.CharField("编号", max_length=200, unique=True)
    department = models.ForeignKey(Department, models.PROTECT, verbose_name="部门")
    permission = models.CharField("收件人的权限", max_length=40)
    title = models.CharField("标题", max_length=80)
    text = models.CharField("内容", max_length=400)
    url = models.CharField("页面", max_length=200)
    at = models.DateTimeField("时间", default=clock.now)

    class Meta:
        verbose_name = "消息"
        ordering: ClassVar = ["-id"]
        triggers: ClassVar = [append_only()]
        indexes: ClassVar = [models.Index(fields=["department", "-id"], name="message_by_place")]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return the title."""
        return self.title


class Reading(models.Model):
    """Somebody has read a message."""

    message = models.ForeignKey(
        Message, models.PROTECT, related_name="readings", verbose_name="消息"
    )
    user = models.ForeignKey(User, models.PROTECT, verbose_name="读者")
    at = models.DateTimeField("时间", default=clock.now)

    class Meta:
        verbose_name = "已读"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["message", "user"], name="reading_once")
        ]
        triggers: ClassVar = [append_only()]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return message and reader."""
        return f"{self.message_id}/{self.user_id}"
