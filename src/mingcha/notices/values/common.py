"""What documents of every kind tell."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from mingcha.core.notices.filling import Part, signature
from mingcha.orgs.models import Department
from mingcha.registers.models import InspectionObject, ItemVersion
from mingcha.registers.models.inspection_item import CheckMethod
from mingcha.tasks.models import Task

Filled = dict[str, str | list[Part]]
OFFICER = ("inspector__name", "is_leader", "inspector__unit__name")
"""What is asked of a team's members to make ``Officer`` of them."""
AT_THE_DOOR = "到场时出示"


class Officer(NamedTuple):
    """Who comes: the name, whether he leads the team, and where he serves."""

    name: str
    is_leader: bool
    unit: str | None


def common(
    task: Task,
    thing: InspectionObject,
    department: Department,
    items: Iterable[ItemVersion],
    on: date,
) -> Filled:
    """Return what every document tells; the departments and people that come are added by its kind."""
    kept = list(items)
    return {
        "企业名称": thing.name,
        "统一社会信用代码": thing.code,
        "任务名称": task.title,
        "任务编号": task.number,
        "牵头部门": task.lead_department.name,
        "检查事项": joined((item.name for item in kept), "；"),
        "检查依据": joined((item.basis for item in kept), "；"),
        "检查方式": methods(task),
        "出具日期": day(on),
        "落款": signature(department.name, day(on)),
    }


def methods(task: Task) -> str:
    """Return the ways of checking that the scheme names."""
    scheme = getattr(task, "scheme", None)
    return joined((CheckMethod(each).label for each in scheme.methods) if scheme else (), "、")


def names(team: Iterable[Officer]) -> str:
    """Return a team's names, the leader told."""
    return joined((f"{one.name}（组长）" if one.is_leader else one.name for one in team), "、")


def joined(words: Iterable[str], sign: str) -> str:
    """Return words once each, in their order."""
    return sign.join(dict.fromkeys(word for word in words if word))


def day(value: date) -> str:
    """Return 2026年3月5日."""
    return f"{value.year}年{value.month}月{value.day}日"
