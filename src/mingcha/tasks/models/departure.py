"""Who leaves after the draw, and who comes instead (protocol section 10; R-062)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.foundation import clock
from mingcha.foundation.models import Timed, Undisclosed
from mingcha.registers.models import InspectionObject, Inspector
from mingcha.tasks.models.draw import Draw


class DepartureReason(models.TextChoices):
    """The listed reasons: of the protocol for objects, of the register for officers."""

    DEREGISTERED = "deregistered", "已注销"
    MOVED_OUT = "moved_out", "已迁出"
    CLOSED = "closed", "已关闭歇业"
    NOT_FOUND = "not_found", "查无下落"
    MERGED_CASE = "merged_case", "并案处理"
    FORCE_MAJEURE = "force_majeure", "不可抗力"
    RECUSAL = "recusal", "回避"
    LEAVE = "leave", "请休假、借调"
    TRANSFER = "transfer", "调离、离岗"
    CERTIFICATE = "certificate", "执法证失效"
    DISMISSED = "dismissed", "暂停执法或不再具备执法资格"


OBJECT_REASONS = (
    DepartureReason.DEREGISTERED,
    DepartureReason.MOVED_OUT,
    DepartureReason.CLOSED,
    DepartureReason.NOT_FOUND,
    DepartureReason.MERGED_CASE,
    DepartureReason.FORCE_MAJEURE,
)


class DepartureState(models.TextChoices):
    """Where it stands."""

    ASKED = "asked", "待审批"
    APPROVED = "approved", "已替换"
    REFUSED = "refused", "不予替换"


class Departure(Timed):
    """An object or an officer leaves a drawn list: asked by one person, decided by another.

    Without ``inspector`` the object leaves; with both the officer leaves this object; without
    ``object`` all objects whose inspection has not begun. ``entry`` is the number of the log entry
    that approved it, ``placed`` what the next entry says of who came.
    """

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="departures", verbose_name="抽取")
    frame = models.CharField("抽样框", max_length=16)
    object = models.ForeignKey(
        InspectionObject,
        models.PROTECT,
        null=True,
        related_name="departures",
        verbose_name="检查对象",
    )
    inspector = models.ForeignKey(
        Inspector, models.PROTECT, null=True, related_name="departures", verbose_name="检查人员"
    )
    reason = models.CharField("退出原因", max_length=16, choices=DepartureReason.choices)
    facts = models.CharField("情况和凭据", max_length=300)
    evidence = models.CharField("凭据摘要", max_length=64)
    state = models.CharField(
        "状态", max_length=10, choices=DepartureState.choices, default=DepartureState.ASKED
    )
    asked_by = models.CharField("申请人", max_length=40)
    asked_by_name = models.CharField("申请人姓名", max_length=40)
    asked_at = models.DateTimeField("申请时间", default=clock.now)
    decided_by = models.CharField("审批人", max_length=40, blank=True)
    decided_by_name = models.CharField("审批人姓名", max_length=40, blank=True)
    decided_at = models.DateTimeField("审批时间", null=True, blank=True)
    decision = models.CharField("审批意见", max_length=200, blank=True)
    entry = models.BigIntegerField("日志序号", null=True, blank=True)
    placed = models.JSONField("补位结果", default=list)
    successor = models.ForeignKey(
        InspectionObject,
        models.PROTECT,
        null=True,
        related_name="successions",
        verbose_name="递补对象",
    )

    class Meta:
        verbose_name = "退出和替换"
        ordering: ClassVar = ["draw_id", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(object__isnull=False) | models.Q(inspector__isnull=False),
                name="departure_is_of_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(state="approved", entry__isnull=False)
                | models.Q(~models.Q(state="approved"), entry=None),
                name="departure_approved_in_the_log",
            ),
            models.CheckConstraint(
                condition=~models.Q(decided_by=models.F("asked_by")),
                name="departure_decided_by_another",
            ),
            models.UniqueConstraint(
                fields=["draw", "object", "inspector"],
                condition=models.Q(state="asked"),
                nulls_distinct=False,
                name="departure_asked_once",
            ),
        ]

    class Disclosure(Undisclosed):
        """The log's bodies are public where the draw is; who left is told by pseudonym alone."""

        public = ("reason", "decided_at", "entry")

    def __str__(self) -> str:
        """Return draw and number."""
        return f"{self.draw_id}/{self.pk}"
