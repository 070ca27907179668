"""Sub-registers (专项库): parts of a department's register, by trade, and who belongs to them (R-025)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from mingcha.foundation.models import Timed, Undisclosed
from mingcha.orgs.models import Department
from mingcha.registers.models.inspection_object import InspectionObject


class SpecialRegister(Timed):
    """A sub-register of one department, such as that of food producers."""

    department = models.ForeignKey(
        Department, models.PROTECT, related_name="special_registers", verbose_name="部门"
    )
    name = models.CharField("专项库名称", max_length=60)
    industry = models.CharField("行业", max_length=60, blank=True)
    note = models.CharField("收录范围", max_length=200, blank=True)
    retired_on = models.DateField("停用日期", null=True, blank=True)
    retired_reason = models.CharField("停用的理由", max_length=200, blank=True)

    class Meta:
        verbose_name = "专项库"
        ordering: ClassVar = ["department_id", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["department", "name"],
                condition=models.Q(retired_on=None),
                name="special_register_once",
            )
        ]

    class Disclosure(Undisclosed):
        """The name stands in the range of published plans; the members never do."""

        public = ("name",)

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class SpecialMember(models.Model):
    """That an object belongs to a sub-register from a day on; who comes back has another row."""

    register = models.ForeignKey(
        SpecialRegister,
        models.PROTECT,
        related_name="members",
        verbose_name="专项库",
        db_index=False,
    )
    object = models.ForeignKey(
        InspectionObject,
        models.PROTECT,
        related_name="special_memberships",
        verbose_name="检查对象",
    )
    joined_at = models.DateTimeField("入库时间")
    joined_by = models.CharField("入库经办人", max_length=40)
    left_at = models.DateTimeField("出库时间", null=True, blank=True)
    left_by = models.CharField("出库经办人", max_length=40, blank=True)
    left_reason = models.CharField("出库的理由", max_length=200, blank=True)

    class Meta:
        verbose_name = "专项库成员"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["register", "object"],
                condition=models.Q(left_at=None),
                name="special_member_once",
            )
        ]

    class Disclosure(Undisclosed):
        """Internal."""

    def __str__(self) -> str:
        """Return register and object."""
        return f"{self.register_id}/{self.object_id}"
