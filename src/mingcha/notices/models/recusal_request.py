"""That an object asks for an officer's recusal by the link on its notice (申请回避, R-062)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.foundation import clock
from mingcha.foundation.models import Undisclosed
from mingcha.notices.models.issued_notice import IssuedNotice
from mingcha.registers.models import Inspector, Recusal


class RequestState(models.TextChoices):
    """Where a request stands; while it waits the inspection goes on, as the law has it."""

    ASKED = "asked", "待决定"
    GRANTED = "granted", "同意回避"
    REFUSED = "refused", "不予回避"


class RecusalRequest(models.Model):
    """One request: by whoever holds the notice, about one officer whom it names.

    ``recusal`` is what came of it where the head granted it.
    """

    notice = models.ForeignKey(
        IssuedNotice, models.PROTECT, related_name="recusal_requests", verbose_name="检查通知书"
    )
    inspector = models.ForeignKey(
        Inspector, models.PROTECT, related_name="recusal_requests", verbose_name="检查人员"
    )
    reason = models.CharField("申请回避的理由", max_length=300)
    asked_by = models.CharField("申请人姓名和职务", max_length=60)
    asked_at = models.DateTimeField("申请时间", default=clock.now)
    state = models.CharField(
        "办理情况", max_length=10, choices=RequestState.choices, default=RequestState.ASKED
    )
    decision = models.CharField("决定的理由", max_length=200, blank=True)
    decided_by = models.CharField("决定人", max_length=40, blank=True)
    decided_at = models.DateTimeField("决定时间", null=True, blank=True)
    recusal = models.ForeignKey(
        Recusal, models.PROTECT, null=True, blank=True, verbose_name="回避登记"
    )

    class Meta:
        verbose_name = "检查对象申请回避"
        ordering: ClassVar = ["asked_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["notice", "inspector"], name="recusal_asked_once_by_a_notice"
            ),
            models.CheckConstraint(
                condition=models.Q(state="granted", recusal__isnull=False)
                | models.Q(~models.Q(state="granted"), recusal=None),
                name="granted_request_has_its_recusal",
            ),
            models.CheckConstraint(
                condition=models.Q(state="asked", decision="")
                | models.Q(~models.Q(state="asked"), ~models.Q(decision="")),
                name="request_decided_for_a_reason",
            ),
        ]

    class Disclosure(Undisclosed):
        """Between the object and the department; it names people."""

    def __str__(self) -> str:
        """Return the reason."""
        return self.reason
