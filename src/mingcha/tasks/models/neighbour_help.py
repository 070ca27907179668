"""That a neighbouring region's department is asked for its officers, and what it answered (R-060)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.foundation.models import Timed, Undisclosed
from mingcha.orgs.models import Department
from mingcha.tasks.models.sub_task import SubTask


class HelpState(models.TextChoices):
    """How a request stands."""

    ASKED = "asked", "待答复"
    AGREED = "agreed", "同意支援"
    REFUSED = "refused", "不能支援"
    WITHDRAWN = "withdrawn", "已撤回"


OPEN_HELP = (HelpState.ASKED, HelpState.AGREED)


class NeighbourHelp(Timed):
    """A department of the same line is asked to send officers to another's part (邻近支援).

    Agreed, it is among the part's senders until the task is over (ADR 0017).
    """

    part = models.ForeignKey(
        SubTask, models.CASCADE, related_name="helps", verbose_name="部门分任务"
    )
    department = models.ForeignKey(Department, models.PROTECT, verbose_name="支援部门")
    note = models.CharField("请求说明", max_length=200)
    state = models.CharField(
        "状态", max_length=12, choices=HelpState.choices, default=HelpState.ASKED
    )
    asked_by = models.CharField("提出人", max_length=40)
    decided_by = models.CharField("答复人", max_length=40, blank=True)
    decided_at = models.DateTimeField("答复时间", null=True, blank=True)
    reason = models.CharField("理由", max_length=200, blank=True)

    class Meta:
        verbose_name = "邻近支援请求"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["part", "department"],
                condition=models.Q(state__in=OPEN_HELP),
                name="neighbour_asked_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="refused") | ~models.Q(reason=""),
                name="neighbour_refused_for_a_reason",
            ),
        ]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return part and department."""
        return f"{self.part_id} + {self.department_id}"
