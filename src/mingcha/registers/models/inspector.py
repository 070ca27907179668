"""Inspectors (执法检查人员) of a department (R-019, R-020, R-022)."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.conf import settings
from django.db import models

from mingcha.foundation.models import Timed, Undisclosed
from mingcha.orgs.models import Department, Region, Unit
from mingcha.registers.models.tag import Tag


class InspectorKind(models.TextChoices):
    """What somebody is by their employment; assistants are never sent to inspect (R-020)."""

    CIVIL_SERVANT = "civil_servant", "行政执法类公务员"
    ENFORCEMENT_STAFF = "enforcement_staff", "其他执法人员"
    DAILY_SUPERVISION = "daily_supervision", "日常监管人员"
    ASSISTANT = "assistant", "执法辅助人员"


class InspectorState(models.TextChoices):
    """Whether somebody can be sent; for a time away there are absences (R-024)."""

    ACTIVE = "active", "在岗"
    ON_LEAVE = "on_leave", "请假"
    SUSPENDED = "suspended", "暂停执法"
    LEFT = "left", "离岗"


class Sex(models.TextChoices):
    """As identity cards have it."""

    MALE = "male", "男"
    FEMALE = "female", "女"


class ServiceLevel(models.TextChoices):
    """The level of the body that somebody serves in (层级)."""

    PROVINCE = "province", "省级"
    CITY = "city", "市级"
    COUNTY = "county", "县级"
    STATION = "station", "所级"


@pghistory.track()
class Inspector(Timed):
    """Somebody of a department who may be matched; without a certificate only to assist (G-9).

    ``sex``, ``id_number`` and ``phone`` are personal: ``registers.personal`` says who sees them.
    """

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
    kind = models.CharField(
        "人员类别",
        max_length=20,
        choices=InspectorKind.choices,
        default=InspectorKind.ENFORCEMENT_STAFF,
    )
    sex = models.CharField("性别", max_length=8, choices=Sex.choices, blank=True)
    id_number = models.CharField("身份证号", max_length=18, blank=True)
    phone = models.CharField("手机号", max_length=20, blank=True)
    education = models.CharField("学历", max_length=20, blank=True)
    education_subject = models.CharField("所学专业", max_length=60, blank=True)
    level = models.CharField("层级", max_length=12, choices=ServiceLevel.choices, blank=True)
    post_category = models.CharField("岗位大类", max_length=120, blank=True)
    post_since = models.DateField("从事本岗起始日期", null=True, blank=True)
    post = models.CharField("职务", max_length=40, blank=True)
    post_detail = models.CharField("具体职务", max_length=60, blank=True)
    item_scope = models.TextField("执法事项范围", max_length=2000, blank=True)
    expert_in = models.CharField("专家类别", max_length=120, blank=True)
    region = models.ForeignKey(Region, models.PROTECT, verbose_name="执法区域")
    expertise = models.ManyToManyField(Tag, blank=True, verbose_name="业务专长")
    qualifications = models.ManyToManyField(
        Tag, blank=True, related_name="qualified_inspectors", verbose_name="岗位资质"
    )
    capacity = models.PositiveSmallIntegerField("可承担户数", default=30)
    state = models.CharField(
        "状态", max_length=12, choices=InspectorState.choices, default=InspectorState.ACTIVE
    )
    remark = models.CharField("备注", max_length=200, blank=True)

    class Meta:
        verbose_name = "执法检查人员"
        ordering: ClassVar = ["department_id", "staff_no"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["department", "staff_no"], name="staff_no_once")
        ]

    class Disclosure(Undisclosed):
        """Counts per unit; a list of names only where the place asks for it (G-15)."""

        public = ("name",)

    def __str__(self) -> str:
        """Return the person's name."""
        return self.name
