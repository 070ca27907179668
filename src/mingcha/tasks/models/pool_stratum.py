"""How many objects a frozen frame has in each stratum; the objects stand in its canonical file."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.foundation.models import Undisclosed, append_only
from mingcha.tasks.models.draw import Draw
from mingcha.tasks.models.pool_entry import StandingPool
from mingcha.tasks.models.sub_task import SubTask


class PoolStratum(models.Model):
    """A stratum of a frame: all its rows, and those that can be drawn.

    ``stratum`` is the class; ``code`` is what the frozen files call it, neutral in sealed modes.
    """

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="strata", verbose_name="抽取")
    sub_task = models.ForeignKey(
        SubTask, models.PROTECT, related_name="strata", verbose_name="部门分任务"
    )
    stratum = models.CharField("层", max_length=40)
    code = models.CharField("层代码", max_length=32)
    rows = models.PositiveIntegerField("对象数")
    eligible = models.PositiveIntegerField("可抽数")

    objects = StandingPool()
    ever = models.Manager["PoolStratum"]()

    class Meta:
        verbose_name = "冻结名录的层"
        ordering: ClassVar = ["draw_id", "sub_task_id", "stratum"]
        triggers: ClassVar = [append_only()]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["draw", "sub_task", "stratum"], name="pool_stratum_once"
            )
        ]

    class Disclosure(Undisclosed):
        """Never public: strata tell classes."""

    def __str__(self) -> str:
        """Return the stratum."""
        return self.stratum
