"""Objects that may not be visited again by a cap (dossier E.2, G-11).

What counts is every task that sent somebody or is going to, whatever its source and whoever drew
it: a county's cap counts what the city's own officers do in the county. A joint task counts once,
and so do tasks that go there together. Asked as sets, like all reasons of ``pool_query``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from mingcha.core.workflow.object_task import FALLEN_AWAY, NOT_BEGUN
from mingcha.plans.models import FrequencyCap
from mingcha.plans.models.frequency_cap import CapWindow
from mingcha.plans.modes import OF_BOTH_LEVELS, inspecting_levels
from mingcha.plans.selectors.caps import caps_in_force
from mingcha.registers.models import InspectionItem, InspectionObject
from mingcha.registers.selectors.merges import of_merged, survivors_of, whole
from mingcha.registers.selectors.object_filter import filtered
from mingcha.tasks.models import ObjectTask, Task
from mingcha.tasks.visit_groups import VISIT_TASK, visit_task

_YEAR = timedelta(days=365)


def caps_for(task: Task, on: date) -> list[FrequencyCap]:
    """Return the caps that keep objects out of a task: of its region, department, items and source."""
    return [rule for rule in caps_concerning(task, on) if task.source not in rule.exempt_sources]


def caps_concerning(task: Task, on: date) -> list[FrequencyCap]:
    """Return the caps on what a task is, has checked, and who goes, those too that exempt its source."""
    items = set(task.sub_tasks.values_list("items__item", flat=True))
    departments = set(task.sub_tasks.values_list("department", flat=True))
    levels = inspecting_levels(task.mode, task.lead_department)
    return [
        rule
        for rule in caps_in_force(task.region, on)
        if (not rule.sources or task.source in rule.sources)
        and (not rule.levels or not levels.isdisjoint(rule.levels))
        and (rule.department_id is None or rule.department_id in departments)
        and (rule.item_id is None or not items.isdisjoint(with_claimed([rule.item_id])))
    ]


def at_cap(rule: FrequencyCap, on: date, *, but: Task | None = None) -> QuerySet[Any, Any]:
    """Return the objects, as a set, that the cap keeps from one more visit."""
    return _kept_back(rule, counted_by(rule, on).exclude(task=but), on)


def caps_reached(object_task: ObjectTask, on: date) -> list[FrequencyCap]:
    """Return the caps that others reached meanwhile, who went to the object in other tasks."""
    return [rule for rule in caps_for(object_task.task, on) if _is_reached(rule, object_task, on)]


def _is_reached(rule: FrequencyCap, object_task: ObjectTask, on: date) -> bool:
    went = counted_by(rule, on).exclude(state__in=NOT_BEGUN).annotate(went_with=VISIT_TASK)
    went = went.exclude(went_with=visit_task(object_task))
    of_object = went.filter(object__in=whole(object_task.object_id))
    return _kept_back(rule, of_object, on).exists()


def counted_by(rule: FrequencyCap, on: date) -> QuerySet[ObjectTask]:
    """Return the tasks at objects that count towards a cap on a day, those still to come as well."""
    rows = ObjectTask.objects.exclude(Q(state__in=FALLEN_AWAY) | Q(task__state="voided"))
    if rule.window == CapWindow.YEAR:
        rows = rows.filter(task__year=on.year)
    else:
        rows = rows.filter(task__draw__drawn_at__date__gt=on - _YEAR)
    if rule.sources:
        rows = rows.filter(task__source__in=rule.sources)
    if rule.levels:
        rows = rows.filter(_sent_by(rule.levels))
    if rule.department_id:
        own = Q(sub_task__department=rule.department_id)
        drawn = Q(sub_task__share_of__department=rule.department_id)
        rows = rows.filter(own | drawn)
    else:
        rows = rows.filter(object__region__prefix__startswith=rule.region.prefix)
    if rule.item_id:
        rows = rows.filter(sub_task__items__item__in=with_claimed([rule.item_id]))
    return rows


def _sent_by(levels: Iterable[str]) -> Q:
    """Return that somebody of the levels goes: of a share of 市县联查 the drawing department goes too."""
    drawn = Q(
        task__mode__in=OF_BOTH_LEVELS, sub_task__share_of__department__region__level__in=levels
    )
    return Q(sub_task__department__region__level__in=levels) | drawn


def _kept_back(rule: FrequencyCap, counted: QuerySet[ObjectTask], on: date) -> QuerySet[Any, Any]:
    """``record`` is the inspection's row, of an app above this one: asked for by name alone."""
    if rule.object_filter:
        ranged = filtered(InspectionObject.objects.all(), rule.object_filter)
        counted = counted.filter(object__in=ranged.values("pk"))
    often = so_often(rule.max_visits, counted)
    if not rule.min_interval_days:
        return often
    lately = on - timedelta(days=rule.min_interval_days)
    recent = counted.filter(record__signed_at__date__gt=lately).order_by()
    return often.union(recent.values("object"), survivors_of(recent), all=True)


def so_often(times: int, rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    """Return the objects of so many tasks at least, with what was merged into them."""
    alone = _of_tasks(times, rows, "object")
    return alone.union(_of_tasks(times, of_merged(rows), "whole"), all=True)


def _of_tasks(times: int, rows: QuerySet[Any], about: str) -> QuerySet[Any, Any]:
    counted = rows.order_by().values(about).annotate(tasks=Count(VISIT_TASK, distinct=True))
    often: QuerySet[Any, Any] = counted.filter(tasks__gte=times).values(about)
    return often


def with_claimed(items: Iterable[int]) -> set[int]:
    """Return the items with all that is claimed from them, down the levels (R-004)."""
    found, last = set(items), set(items)
    while last:
        claimed = InspectionItem.objects.filter(parent__in=last).values_list("pk", flat=True)
        last = set(claimed) - found
        found |= last
    return found
