"""The platform's log of draws (protocol section 11)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.core.draw.log import EntryType
from mingcha.foundation.models import Undisclosed, append_only


class LogEntry(models.Model):
    """An entry with its body; ``head`` is the log head after it. ``time`` is kept as its text."""

    seq = models.BigIntegerField("序号", primary_key=True)
    prev = models.CharField("前一链头", max_length=64)
    type = models.CharField("类型", max_length=12)
    time = models.CharField("时间", max_length=40)
    draw_id = models.CharField("抽取编号", max_length=30, db_index=True)
    body = models.JSONField("内容")
    body_hash = models.CharField("内容摘要", max_length=64)
    head = models.CharField("链头", max_length=64)

    class Meta:
        verbose_name = "抽取日志"
        ordering: ClassVar = ["seq"]
        triggers: ClassVar = [append_only()]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["draw_id", "type"],
                condition=models.Q(
                    type__in=[
                        EntryType.PLAN,
                        EntryType.ENTROPY,
                        EntryType.RESULT,
                        EntryType.ASSIGN,
                        EntryType.CLOSE,
                        EntryType.VOID,
                        EntryType.INCIDENT,
                    ]
                ),
                name="logged_once_for_a_draw",
            )
        ]

    class Disclosure(Undisclosed):
        """Entries are public; bodies as the disclosure mode allows."""

        public = ("seq", "prev", "type", "time", "draw_id", "body_hash", "head")

    def __str__(self) -> str:
        """Return number and type."""
        return f"{self.seq} {self.type}"
