"""An object's proof as it was made for it (protocol section 9)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.foundation import clock
from mingcha.foundation.models import Undisclosed, append_only
from mingcha.tasks.models import Draw


class ObjectProof(models.Model):
    """``proof.json`` of one object; a draw that was made gives the same one for ever."""

    draw = models.ForeignKey(
        Draw, models.PROTECT, related_name="object_proofs", verbose_name="抽取"
    )
    key = models.CharField("抽取用代码", max_length=22)
    content = models.BinaryField("内容")
    sha256 = models.CharField("SHA-256", max_length=64)
    made_by = models.CharField("出具人", max_length=40)
    made_at = models.DateTimeField("出具时间", default=clock.now)

    class Meta:
        verbose_name = "抽取证明"
        ordering: ClassVar = ["-id"]
        triggers: ClassVar = [append_only()]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draw", "key"], name="object_proof_once")
        ]

    class Disclosure(Undisclosed):
        """For the object alone, by the link on its own paper."""

    def __str__(self) -> str:
        """Return draw and key."""
        return f"{self.draw_id} {self.key}"
