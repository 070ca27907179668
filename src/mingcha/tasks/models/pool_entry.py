"""Objects of a frozen pool that cannot be drawn, with the reason (R-052, protocol 2)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from mingcha.foundation.models import Undisclosed, append_only
from mingcha.registers.models import InspectionObject
from mingcha.tasks.models.draw import Draw
from mingcha.tasks.models.sub_task import SubTask


class Exclusion(models.TextChoices):
    """Why an object of the pool cannot be drawn; the codes stand in the frozen register."""

    INSPECTED = "inspected_this_year", "本年度已检查"
    NOT_EXISTING = "not_existing", "登记状态非存续"
    CAP_REACHED = "cap_reached", "达到检查频次上限"
    OPEN_TASK = "in_open_task", "已在其他任务抽中"
    REGISTER = "by_register", "名录注明不参加抽查"
    SANDBOX = "in_sandbox", "沙盒监管对象，不参加一般抽查"


class StandingPool(models.Manager[Any]):
    """The rows of pools that were not reopened; ``sub_task.pool`` goes through this too."""

    def get_queryset(self) -> models.QuerySet[Any]:
        """Leave out the pools of draws that ended."""
        return super().get_queryset().filter(draw__ended_of=None)


class PoolEntry(models.Model):
    """An object of a frame that was left out; ``stratum`` is the class it stood in at the freeze.

    Those that can be drawn stand in the frozen files alone (``PoolStratum`` has their number).
    """

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="pool", verbose_name="抽取")
    sub_task = models.ForeignKey(
        SubTask, models.PROTECT, related_name="pool", verbose_name="部门分任务"
    )
    object = models.ForeignKey(InspectionObject, models.PROTECT, verbose_name="检查对象")
    key = models.CharField("抽取用代码", max_length=22)
    region_code = models.CharField("区划代码", max_length=12)
    stratum = models.CharField("层", max_length=40)
    exclusion = models.CharField("排除原因", max_length=32, choices=Exclusion.choices, blank=True)
    exclusion_note = models.CharField("说明", max_length=60, blank=True)

    objects = StandingPool()
    ever = models.Manager["PoolEntry"]()

    class Meta:
        verbose_name = "冻结的名录"
        ordering: ClassVar = ["id"]
        triggers: ClassVar = [append_only()]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draw", "sub_task", "object"], name="pool_entry_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["sub_task", "exclusion", "id"], name="pool_by_exclusion")
        ]

    class Disclosure(Undisclosed):
        """Never public: strata tell classes."""

    def __str__(self) -> str:
        """Return the key."""
        return self.key
