"""Plans of departments and lines as they would write them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from task_station import make_item

from mingcha.plans.actions.lines import write_line
from mingcha.plans.actions.plans import create_plan
from mingcha.plans.models import PlanLine, PlanVersion

if TYPE_CHECKING:
    from county import County

    from mingcha.orgs.models import Department

LINE: dict[str, Any] = {
    "name": "公示信息抽查",
    "object_filter": {"kinds": ["enterprise"]},
    "ratios": {"A": "1%", "B": "3%", "C": "10%", "D": "50%"},
    "no_class_reason": "",
    "frequency": "每年1次",
    "labels": [],
    "frequencies": {},
    "period_from": date(2026, 3, 1),
    "period_to": date(2026, 11, 30),
    "mode": "county_county",
    "joint_scope": "internal",
    "draw_kind": "untargeted",
    "is_reserved": False,
    "weight": 1,
}


def plan_of(county: County, lead: str, *, year: int = 2027) -> PlanVersion:
    """Begin the plan of a lead's department."""
    return create_plan(by=county.people[lead], year=year, title=f"{year}年度计划")


def written(
    county: County,
    version: PlanVersion,
    lead: str = "lead",
    *,
    cooperating: tuple[Department, ...] = (),
    **values: Any,
) -> PlanLine:
    """Write a line of the year 2027 with an item of its own."""
    user = county.people[lead]
    assert user.department is not None
    code = f"SX-{PlanLine.objects.count()}"
    given = LINE | {"period_from": date(2027, 3, 1), "period_to": date(2027, 11, 30)} | values
    if cooperating:
        given |= {"joint_scope": "cross_department"}
    return write_line(
        by=user,
        version=version,
        values=given,
        items=[make_item(user.department, code, f"{code}检查")],
        cooperating=cooperating,
    )
