"""Certificates of inspectors: several a person, each with its own days (R-019, R-024)."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from mingcha.foundation.models import Timed, Undisclosed
from mingcha.registers.models.inspector import Inspector


class CertificateKind(models.TextChoices):
    """What a certificate allows; the first two let somebody enforce."""

    ENFORCEMENT = "enforcement", "行政执法证"
    LINE_ENFORCEMENT = "line_enforcement", "系统执法证"
    PROFESSIONAL = "professional", "行业资格证"
    OTHER = "other", "其他证件"


ENFORCING = (CertificateKind.ENFORCEMENT, CertificateKind.LINE_ENFORCEMENT)
"""Kinds with which somebody may inspect: the province's, and the ministry's for its line."""


@pghistory.track()
class InspectorCertificate(Timed):
    """A certificate; it counts from its first to its last day, unless it was withdrawn before."""

    inspector = models.ForeignKey(
        Inspector, models.PROTECT, related_name="certificates", verbose_name="检查人员"
    )
    kind = models.CharField("证件种类", max_length=20, choices=CertificateKind.choices)
    number = models.CharField("证件编号", max_length=40)
    issuer = models.CharField("发证机关", max_length=60, blank=True)
    scope = models.CharField("执法（执业）范围", max_length=200, blank=True)
    valid_from = models.DateField("有效期自", null=True, blank=True)
    valid_until = models.DateField("有效期至", null=True, blank=True)
    ended_on = models.DateField("注销（吊销）日期", null=True, blank=True)
    ended_reason = models.CharField("注销（吊销）原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "检查人员证件"
        ordering: ClassVar = ["inspector_id", "kind", "-valid_until", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["inspector", "kind", "number"], name="certificate_once"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_from=None)
                | models.Q(valid_until=None)
                | models.Q(valid_from__lte=models.F("valid_until")),
                name="certificate_ends_after_its_beginning",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["inspector", "kind", "valid_until"], name="certificate_by_day"),
            models.Index(fields=["valid_until"], name="certificate_by_end"),
        ]

    class Disclosure(Undisclosed):
        """The number, on the list of names that a place may ask for (G-15)."""

        public = ("number",)

    def __str__(self) -> str:
        """Return kind and number."""
        return f"{self.get_kind_display()} {self.number}"
