"""Inspectors (执法检查人员) and their recusals (R-019 to R-024, R-062)."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.conf import settings
from django.db import models

from mingcha.foundation.models import Timed, Undisclosed
from mingcha.orgs.models import Department, Region, Unit
from mingcha.registers.models.inspection_object import InspectionObject
from mingcha.registers.models.tag import Tag


class InspectorState(models.TextChoices):
    """Whether somebody can be sent."""

    ACTIVE = "active", "在岗"
    ON_LEAVE = "on_leave", "请假"
    SUSPENDED = "suspended", "暂停执法"
    LEFT = "left", "离岗"


@pghistory.track()
class Inspector(Timed):
    """Somebody of a department who may be matched; without a certificate only to assist (G-9)."""

    department = models.ForeignKey(Department, models.PROTECT, verbose_name="部门")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, verbose_name="机构")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="inspector",
        verbose_name="账号",
    )
    staff_no = models.CharField("工号", max_length=32)
    name = models.CharField("姓名", max_length=40)
    post = models.CharField("职务", max_length=40, blank=True)
    certificate_no = models.CharField("执法证号", max_length=40, blank=True)
    certificate_until = models.DateField("执法证有效期至", null=True, blank=True)
    region = models.ForeignKey(Region, models.PROTECT, verbose_name="执法区域")
    expertise = models.ManyToManyField(Tag, blank=True, verbose_name="业务专长")
    capacity = models.PositiveSmallIntegerField("可承担户数", default=30)
    state = models.CharField(
        "状态", max_length=12, choices=InspectorState.choices, default=InspectorState.ACTIVE
    )

    class Meta:
        verbose_name = "执法检查人员"
        ordering: ClassVar = ["department_id", "staff_no"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["department", "staff_no"], name="staff_no_once")
        ]

    class Disclosure(Undisclosed):
        """Counts per unit; a list of names only where the place asks for it (G-15)."""

        public = ("name", "certificate_no")

    def __str__(self) -> str:
        """Return the person's name."""
        return self.name


@pghistory.track()
class Recusal(Timed):
    """That an inspector has an interest in an object (回避)."""

    inspector = models.ForeignKey(
        Inspector, models.PROTECT, related_name="recusals", verbose_name="检查人员"
    )
    object = models.ForeignKey(InspectionObject, models.PROTECT, verbose_name="检查对象")
    reason = models.CharField("事由", max_length=60)
    declared_by = models.CharField("登记人", max_length=40)
    ended_on = models.DateField("解除日期", null=True, blank=True)

    class Meta:
        verbose_name = "回避登记"
        ordering: ClassVar = ["inspector_id", "object_id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["inspector", "object"],
                condition=models.Q(ended_on=None),
                name="recusal_once",
            )
        ]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return the reason."""
        return self.reason
