"""Photos and files of a record, kept with their digest (R-073)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.foundation import clock
from mingcha.foundation.models import Undisclosed, append_only
from mingcha.inspections.models.record import InspectionRecord
from mingcha.registers.models import CheckPoint


class Evidence(models.Model):
    """A file; its digest also stands in the audit chain."""

    record = models.ForeignKey(
        InspectionRecord, models.PROTECT, related_name="evidence", verbose_name="检查记录"
    )
    check_point = models.ForeignKey(
        CheckPoint, models.PROTECT, null=True, blank=True, verbose_name="检查要点"
    )
    file_name = models.CharField("文件名", max_length=200)
    media_type = models.CharField("类型", max_length=60)
    content = models.BinaryField("内容")
    sha256 = models.CharField("SHA-256", max_length=64)
    caption = models.CharField("说明", max_length=120, blank=True)
    added_by = models.CharField("上传人", max_length=40)
    added_at = models.DateTimeField("上传时间", default=clock.now)

    class Meta:
        verbose_name = "证据"
        ordering: ClassVar = ["record_id", "id"]
        triggers: ClassVar = [append_only()]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["record", "sha256"], name="evidence_once")
        ]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return the file's name."""
        return self.file_name
