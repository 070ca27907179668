"""The list of formed teams, on the page and as a workbook."""

from __future__ import annotations

from typing import ClassVar

import django_filters as filters
from django.db.models import QuerySet
from django.urls import reverse

from mingcha.accounts.models import User
from mingcha.foundation import clock
from mingcha.registers.models import FormedTeam
from mingcha.registers.selectors.formed_teams import sitting, why_not_sent
from mingcha.web.registers.plain_list import Column, PlainList, RegisterFilter
from mingcha.web.wording import cn_date


def _members(team: FormedTeam, _: User) -> str:
    told = (f"{one.inspector.name}{'（组长）' if one.is_leader else ''}" for one in sitting(team))
    return "、".join(told)


def _term(team: FormedTeam, _: User) -> str:
    begins = cn_date(team.valid_from)
    return f"{begins} 至 {cn_date(team.valid_to)}" if team.valid_to else f"{begins} 起"


def _state(team: FormedTeam, _: User) -> str:
    if team.is_dissolved:
        return "已解散"
    faults = why_not_sent(team, clock.today())
    return f"今天不能派出：{'；'.join(faults)}" if faults else "可以派出"


TEAMS = PlainList(
    route="inspector-teams",
    name="固定检查组",
    head=Column("name", "检查组", 20, lambda row, _: row.name),
    columns=(
        Column("department", "所属部门", 20, lambda row, _: row.department.short_name),
        Column("region", "执法区域", 16, lambda row, _: row.region),
        Column("members", "成员", 30, _members),
        Column("term", "有效期", 26, _term),
        Column("state", "情况", 30, _state),
    ),
    address=lambda row: reverse("inspector-team", args=[row.pk]),
)


class TeamFilter(RegisterFilter):
    """Name, department, standing or dissolved."""

    state = filters.ChoiceFilter(
        label="情况",
        choices=[("standing", "在用"), ("dissolved", "已解散")],
        method="by_state",
        empty_label="全部",
    )

    class Meta:
        model = FormedTeam
        fields: ClassVar = ["q", "department", "state"]

    def by_state(self, rows: QuerySet[FormedTeam], _: str, value: str) -> QuerySet[FormedTeam]:
        """Keep those that stand, or those that were dissolved."""
        standing = rows.filter(dissolved_reason="")
        return standing if value == "standing" else rows.exclude(dissolved_reason="")
