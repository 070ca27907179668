"""What a document has that one person drafts and another signs."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.foundation.models import Timed


class SignedDocument(Timed):
    """Where a document stands and who brought it there; ``approval_note`` says why it came back."""

    state = models.CharField("状态", max_length=12, default="draft")
    drafted_by = models.CharField("起草人", max_length=40)
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    approved_by = models.CharField("签发人", max_length=40, blank=True)
    issued_at = models.DateTimeField("印发时间", null=True, blank=True)
    approval_note = models.CharField("退回意见", max_length=200, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(approved_by="") | ~models.Q(approved_by=models.F("drafted_by")),
                name="%(class)s_signed_by_another",
            )
        ]
