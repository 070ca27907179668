"""The list of sub-registers, on the page and as a workbook."""

from __future__ import annotations

from typing import ClassVar

import django_filters as filters
from django.db.models import QuerySet
from django.urls import reverse

from mingcha.registers.models import SpecialRegister
from mingcha.web.registers.plain_list import Column, PlainList, RegisterFilter

SPECIALS = PlainList(
    route="specials",
    name="专项库",
    head=Column("name", "专项库", 28, lambda row, _: row.name),
    columns=(
        Column("industry", "行业", 20, lambda row, _: row.industry),
        Column("department", "部门", 20, lambda row, _: row.department.short_name),
        Column("size", "户数", 10, lambda row, _: f"{row.size:,}", "num"),
        Column("state", "情况", 10, lambda row, _: "已停用" if row.retired_on else "在用"),
        Column("note", "说明", 40, lambda row, _: row.note),
    ),
    address=lambda row: reverse("special", args=[row.pk]),
)


class SpecialFilter(RegisterFilter):
    """Name or industry, department, in use or not."""

    SEARCHED = ("name", "industry")

    state = filters.ChoiceFilter(
        label="情况",
        choices=[("used", "在用"), ("retired", "已停用")],
        method="by_state",
        empty_label="全部",
    )

    class Meta:
        model = SpecialRegister
        fields: ClassVar = ["q", "department", "state"]

    def by_state(
        self, rows: QuerySet[SpecialRegister], _: str, value: str
    ) -> QuerySet[SpecialRegister]:
        """Keep those in use, or those retired."""
        return rows.filter(retired_on__isnull=value == "used")
