"""What the inspection notice tells: one paper for all departments that come (一企一表, R-064)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from django.db.models import Count, QuerySet

from mingcha.core.notices.filling import ARRANGEMENT, ARRANGEMENT_WIDTHS, NOTHING
from mingcha.notices.values.common import (
    AT_THE_DOOR,
    OFFICER,
    Filled,
    Officer,
    common,
    day,
    joined,
    names,
)
from mingcha.registers.models import InspectionObject, ItemVersion
from mingcha.registers.selectors.merges import standing_merges
from mingcha.tasks.models import ObjectTask, Task, TeamMember
from mingcha.tasks.models.task import Disclosing
from mingcha.tasks.selectors.teams import VISITED, kept_rows, visits_this_year
from mingcha.tasks.shares import LEAD_FIRST
from mingcha.tasks.visit_groups import VISIT_TASK

_UNMERGED = 200  # above so many objects their visits are counted in one query


class _Part(NamedTuple):
    """A department's part of the task, or a share of it."""

    department: str
    items: list[ItemVersion]


class _Visit(NamedTuple):
    """A part's visit to one object."""

    part: _Part
    team: list[Officer]


def notices_of(
    task: Task, on: date, objects: Collection[int] | None = None
) -> Iterator[tuple[InspectionObject, Filled]]:
    """Give what each object's notice tells; of all the task's objects, or of some by their keys."""
    rows = kept_rows(task)
    if objects is not None:
        rows = rows.filter(object__in=objects)
    things = InspectionObject.objects.only("name", "code").filter(pk__in=rows.values("object"))
    named = {thing.pk: thing for thing in things}  # asked first: rows may fall away meanwhile
    visits = _visits_of(task, rows)
    counts = _visits(list(visits), task.year)
    for pk, own in visits.items():
        yield named[pk], _values(task, named[pk], own, on, counts[pk])


def _visits_of(task: Task, rows: QuerySet[ObjectTask]) -> Mapping[int, list[_Visit]]:
    """Return the departments' visits by object, the lead's first; a province has a hundred thousand."""
    teams: dict[int, list[Officer]] = defaultdict(list)
    members = TeamMember.objects.filter(object_task__in=rows)
    for row, *told in members.values_list("object_task", *OFFICER):
        teams[row].append(Officer(*told))
    parts = task.sub_tasks.select_related("department").prefetch_related("items")
    by_key = {part.pk: _Part(part.department.name, list(part.items.all())) for part in parts}
    found: dict[int, list[_Visit]] = defaultdict(list)
    ordered = rows.order_by(LEAD_FIRST, "sub_task")
    for row, thing, part in ordered.values_list("pk", "object", "sub_task"):
        found[thing].append(_Visit(by_key[part], teams.get(row, [])))
    return found


def _values(
    task: Task, thing: InspectionObject, visits: list[_Visit], on: date, count: int
) -> Filled:
    names_shown = task.disclosing == Disclosing.IMMEDIATE
    every = [item for visit in visits for item in visit.part.items]
    scheme = getattr(task, "scheme", None)
    at_the_door = task.disclosing == Disclosing.DEFERRED
    everybody = [officer for visit in visits for officer in visit.team]
    return common(task, thing, task.lead_department, every, on) | {
        "抽取编号": task.draw.draw_id if hasattr(task, "draw") else "",
        "检查部门": joined((visit.part.department for visit in visits), "、"),
        "检查人员": names(everybody) if names_shown else AT_THE_DOOR,
        "检查日期": f"{day(task.period_from)}至{day(task.period_to)}",
        "上门方式": "联合上门，一次完成" if len(visits) > 1 else "上门",
        "告知方式": "本次检查不事先通知，本通知书于到场时出示。" if at_the_door else "",
        "准备材料": (scheme.visit_note if scheme else "") or "营业执照及与上述事项有关的材料",
        "本年度检查次数": str(count),
        "日志链头": _head(task),
        "检查安排表": [
            {
                "head": list(ARRANGEMENT),
                "widths": list(ARRANGEMENT_WIDTHS),
                "rows": [
                    _arranged(visit, names(visit.team) if names_shown else AT_THE_DOOR)
                    for visit in visits
                ],
            }
        ],
    }


def _arranged(visit: _Visit, officers: str) -> list[str]:
    items = visit.part.items
    return [
        visit.part.department,
        "\n".join(item.name for item in items),
        joined((item.basis for item in items), "\n"),
        next((one.unit for one in visit.team if one.is_leader), None) or NOTHING,
        officers,
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
