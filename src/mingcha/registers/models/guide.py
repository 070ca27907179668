"""Work guides (抽查工作指引) as files beside an item's checklist (R-011)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.foundation import clock
from mingcha.foundation.models import Undisclosed


class Guide(models.Model):
    """A file; versions of items share it, so that an amendment copies no bytes."""

    file_name = models.CharField("文件名", max_length=100)
    media_type = models.CharField("类型", max_length=100)
    content = models.BinaryField("内容")
    size = models.PositiveIntegerField("大小")
    sha256 = models.CharField("SHA-256", max_length=64)
    added_by = models.CharField("上传人", max_length=40)
    added_at = models.DateTimeField("上传时间", default=clock.now)

    class Meta:
        verbose_name = "工作指引"
        ordering: ClassVar = ["file_name", "id"]

    class Disclosure(Undisclosed):
        """Guides are public with the list of items in force."""

        public = ("file_name", "media_type", "content", "size", "sha256")

    def __str__(self) -> str:
        """Return the file's name."""
        return self.file_name
