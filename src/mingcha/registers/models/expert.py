"""Experts and professional bodies, who assist and never inspect (R-023, G-6)."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from mingcha.foundation.models import Timed, Undisclosed
from mingcha.orgs.models import Department
from mingcha.registers.models.inspection_object import InspectionObject
from mingcha.registers.models.tag import Tag


@pghistory.track()
class ProfessionalBody(Timed):
    """A laboratory, firm of auditors, appraiser … that gives technical help (专业机构)."""

    department = models.ForeignKey(Department, models.PROTECT, verbose_name="部门")
    name = models.CharField("机构名称", max_length=120)
    code = models.CharField("统一社会信用代码", max_length=18, blank=True)
    services = models.CharField("可提供的技术服务", max_length=200)
    tags = models.ManyToManyField(Tag, blank=True, verbose_name="专业领域")
    contact = models.CharField("联系人", max_length=40, blank=True)
    phone = models.CharField("联系电话", max_length=20, blank=True)
    is_active = models.BooleanField("在库", default=True)

    class Meta:
        verbose_name = "专业机构"
        ordering: ClassVar = ["department_id", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["department", "name"], name="body_once_in_department")
        ]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return the name."""
        return self.name


@pghistory.track()
class Expert(Timed):
    """An expert of a department's pool (专家库), of a body or by themselves."""

    department = models.ForeignKey(Department, models.PROTECT, verbose_name="部门")
    body = models.ForeignKey(
        ProfessionalBody,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="experts",
        verbose_name="所属专业机构",
    )
    name = models.CharField("姓名", max_length=40)
    employer = models.CharField("工作单位", max_length=120, blank=True)
    title = models.CharField("职称或职务", max_length=60, blank=True)
    tags = models.ManyToManyField(Tag, blank=True, verbose_name="专业领域")
    phone = models.CharField("联系电话", max_length=20, blank=True)
    is_active = models.BooleanField("在库", default=True)

    class Meta:
        verbose_name = "专家"
        ordering: ClassVar = ["department_id", "name", "id"]

    class Disclosure(Undisclosed):
        """People are not published (G-15)."""

    def __str__(self) -> str:
        """Return the name."""
        return self.name


@pghistory.track()
class AssistantInterest(Timed):
    """An interest of an expert or a body in an object, to which neither then goes."""

    expert = models.ForeignKey(
        Expert, models.PROTECT, null=True, related_name="interests", verbose_name="专家"
    )
    body = models.ForeignKey(
        ProfessionalBody, models.PROTECT, null=True, related_name="interests", verbose_name="机构"
    )
    object = models.ForeignKey(InspectionObject, models.PROTECT, verbose_name="检查对象")
    reason = models.CharField("利害关系", max_length=60)
    declared_by = models.CharField("登记人", max_length=40)
    ended_on = models.DateField("解除日期", null=True, blank=True)

    class Meta:
        verbose_name = "专家回避登记"
        ordering: ClassVar = ["ended_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(expert=None, body__isnull=False)
                | models.Q(expert__isnull=False, body=None),
                name="interest_is_of_one",
            ),
            models.UniqueConstraint(
                fields=["expert", "object"],
                condition=models.Q(ended_on=None),
                name="expert_interest_once",
            ),
            models.UniqueConstraint(
                fields=["body", "object"],
                condition=models.Q(ended_on=None),
                name="body_interest_once",
            ),
        ]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return the reason."""
        return self.reason
