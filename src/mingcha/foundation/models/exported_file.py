"""Lists handed out as files, made in the background and fetched afterwards."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.foundation.models.base import Timed, Undisclosed


class ExportedFile(Timed):
    """A file that somebody asked for; ``content`` is there when its job is done."""

    name = models.CharField("文件名", max_length=80)
    content = models.BinaryField("内容", null=True)
    asked_by = models.CharField("申请人", max_length=40)

    class Meta:
        verbose_name = "导出的文件"
        ordering: ClassVar = ["-id"]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return the name."""
        return self.name
