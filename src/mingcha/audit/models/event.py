"""One event of the chain."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.foundation.models import Undisclosed, append_only


class AuditEvent(models.Model):
    """What somebody did: no foreign keys, names as text, so that nothing it tells of can take it along.

    ``hash`` covers every other field and the hash before it (``core.chain``); ``subject`` repeats
    what the body says, to be searched by.
    """

    seq = models.BigIntegerField("序号", primary_key=True)
    prev = models.CharField("前一摘要", max_length=64)
    time = models.CharField("时间", max_length=40)
    type = models.CharField("类型", max_length=64, db_index=True)
    actor = models.CharField("操作人", max_length=150, db_index=True)
    subject = models.CharField("对象", max_length=120, db_index=True)
    body = models.JSONField("内容")
    hash = models.CharField("摘要", max_length=64)

    class Meta:
        verbose_name = "审计事件"
        ordering: ClassVar = ["seq"]
        triggers: ClassVar = [append_only()]

    class Disclosure(Undisclosed):
        """Never public."""

    def __str__(self) -> str:
        """Return number and type."""
        return f"{self.seq} {self.type}"
