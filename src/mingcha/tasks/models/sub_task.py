"""A department's part of a task (R-030, R-063, R-066)."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from mingcha.foundation.models import Timed, Undisclosed
from mingcha.orgs.models import Department, Unit
from mingcha.plans.models import PlanLine
from mingcha.registers.models import ItemVersion, StaffRegister, Tag
from mingcha.tasks.models.task import Task


@pghistory.track()
class SubTask(Timed):
    """The lead's or a cooperating department's part. States: ``core.workflow.sub_task``.

    With ``share_of`` it is a county's share of what that part drew, in its frame; ``covers`` are
    the lines of the county's own plan that need no draw any more (R-041, R-066; ADR 0017).

    ``frame`` is its frame code in the draw. Items are kept in the version that was in force.
    Inspectors are drawn from ``units`` alone, and ``staff_register``
    alone, where some were chosen (R-022, R-025). ``experts`` of the
    department's pool are drawn for each object to assist, with one of ``expert_fields`` (R-023).
    """

    task = models.ForeignKey(Task, models.CASCADE, related_name="sub_tasks", verbose_name="任务")
    department = models.ForeignKey(Department, models.PROTECT, verbose_name="部门")
    share_of = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="shares",
        verbose_name="所属分任务",
    )
    covers = models.ManyToManyField(
        PlanLine, blank=True, related_name="covering", verbose_name="覆盖的计划任务"
    )
    is_lead = models.BooleanField("牵头", default=False)
    frame = models.CharField("抽样框", max_length=16)
    items = models.ManyToManyField(ItemVersion, verbose_name="检查事项")
    team_size = models.PositiveSmallIntegerField("每户检查人员数", default=2)
    expertise = models.ManyToManyField(Tag, blank=True, verbose_name="所需专长")
    experts = models.PositiveSmallIntegerField("每户抽取专家人数", default=0, db_default=0)
    expert_fields = models.ManyToManyField(
        Tag, blank=True, related_name="+", verbose_name="抽取专家的专业领域"
    )
    units = models.ManyToManyField(Unit, blank=True, verbose_name="派出机构")
    staff_register = models.ForeignKey(
        StaffRegister,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="人员专项库",
    )
    state = models.CharField("状态", max_length=12, default="invited")
    cosigned_by = models.CharField("会签人", max_length=40, blank=True)
    cosigned_at = models.DateTimeField("会签时间", null=True, blank=True)
    compare_by = models.DateField("比对期限", null=True, blank=True)
    compared_by = models.CharField("比对人", max_length=40, blank=True)
    compared_at = models.DateTimeField("比对时间", null=True, blank=True)

    class Meta:
        verbose_name = "部门分任务"
        ordering: ClassVar = ["task_id", "-is_lead", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "department"], name="sub_task_once"),
            models.UniqueConstraint(
                fields=["task", "frame"],
                condition=models.Q(share_of=None),
                name="sub_task_frame_once",
            ),
            models.CheckConstraint(
                condition=models.Q(share_of=None) | models.Q(is_lead=False),
                name="sub_task_share_leads_nothing",
            ),
            models.UniqueConstraint(
                fields=["task"], condition=models.Q(is_lead=True), name="task_has_one_lead"
            ),
        ]

    class Disclosure(Undisclosed):
        """Which departments take part is public."""

        public = ("is_lead",)

    def __str__(self) -> str:
        """Return task and department."""
        return f"{self.task_id}/{self.department_id}"

    @property
    def called(self) -> str:
        """Return the department's name; counties' departments are called alike but for the county."""
        return self.department.name if self.share_of_id else self.department.short_name

    @property
    def needs(self) -> list[str]:
        """Return the names of all expertise and qualifications that scheme and items ask for."""
        own = {tag.name for tag in self.expertise.all()}
        items = self.items.prefetch_related("required_expertise")
        return sorted(own.union(*({t.name for t in i.required_expertise.all()} for i in items)))
