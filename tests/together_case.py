"""Two tasks of two departments that drew the same shop, each on its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from issued_case import inspector, item, make_task, object_task, sub_task

if TYPE_CHECKING:
    from county import County

    from mingcha.registers.models import InspectionObject, Inspector
    from mingcha.tasks.models import ObjectTask


@dataclass
class Together:
    """The market bureau's row of the shop and the fire brigade's, in tasks of their own."""

    county: County
    shop: InspectionObject
    market: ObjectTask
    fire: ObjectTask


def together_case(county: County) -> Together:
    """Build the case; the brigade's task ends sooner."""
    from mingcha.registers.models import InspectionObject

    shop = InspectionObject.objects.create(
        code="91130136MA00000011",
        key="U91130136MA00000011",
        name="城关镇老槐树面馆",
        kind="self_employed",
        region=county.towns[1],
    )
    market = own_task(
        county,
        "13013620260001",
        shop,
        [
            inspector(county.market, "M01", county.inspector),
            inspector(county.market, "M02", county.colleague),
        ],
    )
    fire = own_task(
        county,
        "13013620260002",
        shop,
        [
            inspector(county.fire, "F01", county.fire_inspector),
            inspector(county.fire, "F02", None, "田禾"),
        ],
    )
    fire.task.period_to = date(2026, 10, 31)
    fire.task.save()
    return Together(county, shop, market, fire)


def own_task(
    county: County, number: str, shop: InspectionObject, team: list[Inspector]
) -> ObjectTask:
    """Issue a task of the team's department alone, with the shop on its list."""
    department = team[0].department
    task = make_task(county, number)
    task.joint_scope, task.lead_department = "internal", department
    task.title = f"{department.short_name}抽查"
    task.save()
    version = item(department, f"{department.code}-{number[-2:]}", "检查事项", [])
    return object_task(sub_task(task, department, [version], lead=True), shop, team)
