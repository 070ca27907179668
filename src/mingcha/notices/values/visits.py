"""What the inspection notice tells: one paper for all departments that come (一企一表, R-064)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date

from django.db.models import Count

from mingcha.core.notices.filling import ARRANGEMENT, ARRANGEMENT_WIDTHS, NOTHING
from mingcha.notices.values.common import AT_THE_DOOR, Filled, common, day, joined, names
from mingcha.registers.models import InspectionObject, ItemVersion
from mingcha.registers.selectors.merges import standing_merges
from mingcha.tasks.models import ObjectTask, Task
from mingcha.tasks.models.task import Disclosing
from mingcha.tasks.selectors.teams import VISITED, kept_rows, leader_of, visits_this_year
from mingcha.tasks.shares import LEAD_FIRST
from mingcha.tasks.visit_groups import VISIT_TASK

_UNMERGED = 200  # above so many objects their visits are counted in one query


def notices_of(
    task: Task, on: date, objects: Collection[int] | None = None
) -> Iterator[tuple[InspectionObject, Filled]]:
    """Give what each object's notice tells; of all the task's objects, or of some by their keys."""
    rows = kept_rows(task).select_related("object", "sub_task__department")
    rows = rows.prefetch_related("team__inspector__unit").order_by(LEAD_FIRST, "sub_task")
    if objects is not None:
        rows = rows.filter(object__in=objects)
    by_object: dict[int, list[ObjectTask]] = defaultdict(list)
    for row in rows:
        by_object[row.object_id].append(row)
    items = {part.pk: list(part.items.all()) for part in task.sub_tasks.prefetch_related("items")}
    visits = _visits(list(by_object), task.year)
    for pk, own in by_object.items():
        yield own[0].object, _values(task, own, items, on, visits[pk])


def _values(
    task: Task, rows: list[ObjectTask], items: dict[int, list[ItemVersion]], on: date, visits: int
) -> Filled:
    names_shown = task.disclosing == Disclosing.IMMEDIATE
    every = [item for row in rows for item in items[row.sub_task_id]]
    scheme = getattr(task, "scheme", None)
    at_the_door = task.disclosing == Disclosing.DEFERRED
    team = [member for row in rows for member in row.team.all()]
    return common(task, rows[0].object, task.lead_department, every, on) | {
        "抽取编号": task.draw.draw_id if hasattr(task, "draw") else "",
        "检查部门": joined((row.sub_task.department.name for row in rows), "、"),
        "检查人员": names(team) if names_shown else AT_THE_DOOR,
        "检查日期": f"{day(task.period_from)}至{day(task.period_to)}",
        "上门方式": "联合上门，一次完成" if len(rows) > 1 else "上门",
        "告知方式": "本次检查不事先通知，本通知书于到场时出示。" if at_the_door else "",
        "准备材料": (scheme.visit_note if scheme else "") or "营业执照及与上述事项有关的材料",
        "本年度检查次数": str(visits),
        "日志链头": _head(task),
        "检查安排表": [
            {
                "head": list(ARRANGEMENT),
                "widths": list(ARRANGEMENT_WIDTHS),
                "rows": [_arranged(row, items[row.sub_task_id], names_shown) for row in rows],
            }
        ],
    }


def _arranged(row: ObjectTask, items: list[ItemVersion], names_shown: bool) -> list[str]:  # noqa: FBT001 - one of a row's cells
    team = list(row.team.all())
    leader = leader_of(team)
    unit = leader.inspector.unit if leader else None
    return [
        row.sub_task.department.name,
        "\n".join(item.name for item in items),
        joined((item.basis for item in items), "\n"),
        unit.name if unit else NOTHING,
        names(team) if names_shown else AT_THE_DOOR,
    ]


def _head(task: Task) -> str:
    head = task.draw.log_head if hasattr(task, "draw") else ""
    return " ".join(head[start : start + 4] for start in range(0, len(head or ""), 4))


def _visits(objects: list[int], year: int) -> dict[int, int]:
    """Return how often each object was visited in a year; merged ones with what they took in."""
    if len(objects) <= _UNMERGED:
        return {pk: visits_this_year(pk, year) for pk in objects}
    found = ObjectTask.objects.filter(object__in=objects, task__year=year, state__in=VISITED)
    counted = found.order_by().values("object").annotate(visits=Count(VISIT_TASK, distinct=True))
    merged = standing_merges().filter(survivor__in=objects).values_list("survivor", flat=True)
    numbers = dict.fromkeys(objects, 0) | {row["object"]: row["visits"] for row in counted}
    return numbers | {pk: visits_this_year(pk, year) for pk in set(merged)}
