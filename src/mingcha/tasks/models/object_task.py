"""An object in a department's part of a task, and the team sent there."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from mingcha.foundation.models import Timed, Undisclosed
from mingcha.registers.models import FormedTeam, InspectionObject, Inspector
from mingcha.tasks.models.sub_task import SubTask
from mingcha.tasks.models.task import Task


@pghistory.track()
class ObjectTask(Timed):
    """One object × one department of one task. States: ``core.workflow.object_task``.

    The departments of a joint task share a visit: rows of one ``task`` and ``object``. Where
    another task's visit of the same object is shared too, ``visits_with`` names that task (R-065).
    """

    task = models.ForeignKey(Task, models.PROTECT, related_name="object_tasks", verbose_name="任务")
    sub_task = models.ForeignKey(
        SubTask, models.PROTECT, related_name="object_tasks", verbose_name="部门分任务"
    )
    object = models.ForeignKey(InspectionObject, models.PROTECT, verbose_name="检查对象")
    state = models.CharField("状态", max_length=12, default="assigned")
    visits_with = models.ForeignKey(
        Task,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="合并入户的任务",
    )
    not_mine_reason = models.CharField("比对剔除原因", max_length=200, blank=True)
    ended_reason = models.CharField("终止原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "对象任务"
        ordering: ClassVar = ["task_id", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sub_task", "object"], name="object_task_once"),
            models.CheckConstraint(
                condition=~models.Q(state="not_mine") | ~models.Q(not_mine_reason=""),
                name="object_task_removed_for_a_reason",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["object", "state"], name="object_task_by_object")]

    class Disclosure(Undisclosed):
        """Results are published as snapshots."""

    def __str__(self) -> str:
        """Return task and object."""
        return f"{self.task_id}/{self.object_id}"


class TeamMember(models.Model):
    """An inspector on a team, by the draw's matching or in somebody's place.

    The members of a formed team hold one slot together, each with a ``seat`` in it (R-060).
    """

    object_task = models.ForeignKey(
        ObjectTask, models.PROTECT, related_name="team", verbose_name="对象任务"
    )
    inspector = models.ForeignKey(
        Inspector, models.PROTECT, related_name="memberships", verbose_name="检查人员"
    )
    slot = models.PositiveSmallIntegerField("席位")
    seat = models.PositiveSmallIntegerField("组内序号", default=0)
    formed_team = models.ForeignKey(
        FormedTeam, models.PROTECT, null=True, blank=True, verbose_name="固定检查组"
    )
    is_leader = models.BooleanField("组长", default=False)
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)

    class Meta:
        verbose_name = "检查组成员"
        ordering: ClassVar = ["object_task_id", "slot", "seat"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["object_task", "slot", "seat"], name="slot_once"),
            models.UniqueConstraint(fields=["object_task", "inspector"], name="member_once"),
        ]

    class Disclosure(Undisclosed):
        """People are not published (G-15)."""

    def __str__(self) -> str:
        """Return the slot."""
        return f"{self.object_task_id}/{self.slot}"
