"""A message on its way through an outlet."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.foundation.models import Timed, Undisclosed
from mingcha.inbox.models.message import Message


class DeliveryState(models.TextChoices):
    """Where a delivery stands."""

    WAITING = "waiting", "等待发送"
    SENT = "sent", "已发送"
    FAILED = "failed", "没有发出"


class Delivery(Timed):
    """One message through one outlet; whatever becomes of it, the message itself is there."""

    message = models.ForeignKey(
        Message, models.PROTECT, related_name="deliveries", verbose_name="消息"
    )
    outlet = models.CharField("渠道", max_length=16)
    address = models.CharField("地址", max_length=200)
    state = models.CharField(
        "状态", max_length=8, choices=DeliveryState.choices, default=DeliveryState.WAITING
    )
    tries = models.PositiveSmallIntegerField("已试次数", default=0)
    fault = models.CharField("原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "消息发送"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["message", "outlet"], name="delivery_once_an_outlet")
        ]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return message and outlet."""
        return f"{self.message_id}/{self.outlet}"
