"""What files that people attach have in common."""

from __future__ import annotations

from django.db import models

from mingcha.foundation import clock


class AttachedFile(models.Model):
    """A file as it was sent, its kind told by its content; who attached it, and when."""

    file_name = models.CharField("文件名", max_length=100)
    media_type = models.CharField("类型", max_length=100)
    content = models.BinaryField("内容")
    size = models.PositiveIntegerField("大小")
    sha256 = models.CharField("SHA-256", max_length=64)
    added_by = models.CharField("上传人", max_length=40)
    added_at = models.DateTimeField("上传时间", default=clock.now)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        """Return the file's name."""
        return self.file_name
