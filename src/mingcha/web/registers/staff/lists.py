"""The list of sub-registers of inspectors, on the page and as a workbook."""

from __future__ import annotations

from typing import ClassVar

from django.urls import reverse

from mingcha.registers.models import StaffRegister
from mingcha.web.registers.plain_list import Column, PlainList, RegisterFilter

STAFF_REGISTERS = PlainList(
    route="staff-registers",
    name="人员专项库",
    head=Column("name", "人员专项库", 28, lambda row, _: row.name),
    columns=(
        Column("industry", "行业", 20, lambda row, _: row.industry),
        Column("department", "部门", 20, lambda row, _: row.department.short_name),
        Column("tags", "专长或资质", 30, lambda row, _: "、".join(map(str, row.tags.all()))),
        Column("units", "机构", 30, lambda row, _: "、".join(map(str, row.units.all()))),
        Column("state", "情况", 10, lambda row, _: "已停用" if row.retired_on else "在用"),
        Column("note", "说明", 40, lambda row, _: row.note),
    ),
    address=lambda row: reverse("staff-register", args=[row.pk]),
)


class StaffRegisterFilter(RegisterFilter):
    """Name or industry, and department."""

    SEARCHED = ("name", "industry")

    class Meta:
        model = StaffRegister
        fields: ClassVar = ["q", "department"]
