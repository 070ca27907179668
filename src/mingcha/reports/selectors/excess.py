"""Objects visited more often than a cap allows: visits made, not foreseen (R-050, G-11).

A cap's visits are counted as the pool counts them (``tasks.caps``), but only those that took place:
which objects are beyond it is one set in the database; then the visits of these few are read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require, sees_classes
from mingcha.accounts.scope import within
from mingcha.foundation import clock
from mingcha.orgs.models import Region
from mingcha.orgs.parameters import CATALOGUE, parameter
from mingcha.plans.selectors.caps import caps_in_force
from mingcha.registers.models import InspectionObject
from mingcha.registers.selectors.merges import standing_merges
from mingcha.registers.selectors.object_filter import filtered
from mingcha.tasks.caps import counted_by, so_often
from mingcha.tasks.models import ObjectTask
from mingcha.tasks.visit_groups import visit_task

_GENERAL = "cap.visits_per_year"


@dataclass(frozen=True, slots=True)
class MadeVisit:
    """One visit: a joint one has several parts; ``is_own`` where the reader may open the task.

    Of another's task the title stays inside: only who went when is told.
    """

    on: date
    task: int
    title: str
    departments: tuple[str, ...]
    is_own: bool


@dataclass(frozen=True, slots=True)
class Excess:
    """An object beyond a cap, with all visits that count towards it, the first one first.

    A cap by class would tell the object's class: ``shown`` is blank to who sees no classes.
    """

    object: InspectionObject
    cap: str
    allowed: int
    shown: str
    visits: list[MadeVisit]

    @property
    def made(self) -> int:
        """Return how many visits were made."""
        return len(self.visits)


@dataclass(frozen=True, slots=True)
class ExcessReport:
    """The objects beyond a cap, and in how many of them each department had a part."""

    rows: list[Excess]
    departments: list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class _Cap:
    title: str
    allowed: int
    made: QuerySet[ObjectTask]
    about: Q
    by_class: bool = False


def excess_report(user: User) -> ExcessReport:
    """Return what is beyond the caps of the user's region today, with a visit within the scope."""
    require(user, Permission.REPORT_VIEW)
    scope = within(user, region="sub_task__department__region", department="sub_task__department")
    rows = [
        row
        for cap in _caps(user.region, clock.today())
        for row in _beyond(cap, scope, with_classes=sees_classes(user))
    ]
    parts: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        for visit in row.visits:
            for name in visit.departments:
                parts[name].add(row.object.pk)
    counted = sorted(
        ((n, len(of)) for n, of in parts.items()), key=lambda each: (-each[1], each[0])
    )
    return ExcessReport(
        sorted(rows, key=lambda row: (row.allowed - row.made, row.object.code)), counted
    )


def _caps(region: Region, on: date) -> Iterator[_Cap]:
    for rule in caps_in_force(region, on):
        about = Q()
        if rule.object_filter:
            ranged = filtered(InspectionObject.objects.all(), rule.object_filter)
            about = Q(pk__in=ranged.order_by().values("pk"))
        yield _Cap(rule.title, rule.max_visits, _made(counted_by(rule, on)), about)
    yield from _general(region, on)


def _general(region: Region, on: date) -> Iterator[_Cap]:
    """Give the caps by class, which count the year's visits of all departments together."""
    caps: Mapping[str, int] = parameter(_GENERAL, region=region, on=on)
    default = str(parameter("risk.default_level", region=region, on=on))
    made = _made(
        ObjectTask.objects.filter(
            task__year=on.year, object__region__prefix__startswith=region.prefix
        ).exclude(task__state="voided")
    )
    for most in sorted(set(caps.values())):
        levels = [level for level, cap in caps.items() if cap == most]
        levels += [""] if default in levels else []
        yield _Cap(CATALOGUE[_GENERAL].title, most, made, Q(risk_level__in=levels), by_class=True)


def _made(rows: QuerySet[ObjectTask]) -> QuerySet[ObjectTask]:
    return rows.filter(record__signed_at__isnull=False)


def _beyond(cap: _Cap, scope: Q, *, with_classes: bool) -> Iterator[Excess]:
    gone = standing_merges().order_by().values("gone")
    often = so_often(cap.allowed + 1, cap.made)
    found = InspectionObject.objects.filter(cap.about, pk__in=often).exclude(pk__in=gone)
    objects = {each.pk: each for each in found.select_related("region").order_by("code")}
    merged = dict(standing_merges().filter(survivor__in=objects).values_list("gone", "survivor"))
    about = cap.made.filter(object__in=[*objects, *merged])
    in_scope = list(about.filter(scope).order_by().values_list("object", "task"))
    own = {task for _, task in in_scope}
    parts: dict[int, dict[int, list[ObjectTask]]] = defaultdict(lambda: defaultdict(list))
    for part in about.select_related("task", "sub_task__department", "record").order_by("pk"):
        parts[merged.get(part.object_id, part.object_id)][visit_task(part)].append(part)
    for pk in dict.fromkeys(merged.get(each, each) for each, _ in in_scope):
        visits = sorted((_visit(of, own) for of in parts[pk].values()), key=_by_day)
        shown = "" if cap.by_class and not with_classes else str(cap.allowed)
        yield Excess(objects[pk], cap.title, cap.allowed, shown, visits)


def _by_day(visit: MadeVisit) -> tuple[date, int]:
    return visit.on, visit.task


def _visit(parts: Iterable[Any], own: set[int]) -> MadeVisit:
    every = list(parts)
    first = min(every, key=lambda part: part.record.signed_at)
    names = dict.fromkeys(part.sub_task.department.short_name for part in every)
    return MadeVisit(
        on=timezone.localdate(first.record.signed_at),
        task=first.task_id,
        title=first.task.title if first.task_id in own else "其他部门的任务",
        departments=tuple(names),
        is_own=first.task_id in own,
    )
