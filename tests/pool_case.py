"""What a pool leaves out, and objects that other tasks have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from task_station import TODAY

if TYPE_CHECKING:
    from county import County

    from mingcha.registers.models import InspectionObject
    from mingcha.tasks.models import ObjectTask, Task


def reasons(task: Task) -> dict[str, int]:
    from mingcha.tasks.selectors.pools import figures_today

    lines = figures_today(task).exclusions
    return {line.code: line.count for line in lines}


def sent_out(county: County, found: InspectionObject, state: str, **changes: object) -> ObjectTask:
    """Let an object be in another task of the department."""
    from mingcha.tasks.models import ObjectTask, SubTask, Task

    settings = {
        "number": f"1301362026{900 + Task.objects.count():04d}",
        "title": "另一任务",
        "year": TODAY.year,
        "region": county.region,
        "lead_department": county.market,
        "source": "ad_hoc",
        "reason": "交办",
        "mode": "county_county",
        "joint_scope": "internal",
        "draw_kind": "untargeted",
        "period_from": TODAY,
        "period_to": TODAY,
        "disclosing": "immediate",
        "drafted_by": "lead",
        "state": "issued",
    }
    task = Task.objects.create(**(settings | changes))
    part = SubTask.objects.create(
        task=task, department=task.lead_department, is_lead=True, frame="SCJG"
    )
    return ObjectTask.objects.create(task=task, sub_task=part, object=found, state=state)
