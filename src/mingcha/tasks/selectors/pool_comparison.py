"""A pool beside one that was frozen earlier: who came, who left, whose class or standing changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from django.db import transaction
from django.db.models.functions import Collate

from mingcha.core.draw.side_by_side import side_by_side
from mingcha.foundation import clock
from mingcha.foundation.bulk_query import bulk_queries
from mingcha.registers.models import InspectionObject
from mingcha.tasks.models import Draw, SubTask, Task
from mingcha.tasks.pool_query import candidates
from mingcha.tasks.selectors.frozen_rows import frozen_lines, meanings_of

_OFFERED = 24
_SHOWN = 20


class Change(StrEnum):
    """What became of an object between two pools."""

    CAME = "came"
    LEFT = "left"
    RECLASSED = "reclassed"
    KEPT_BACK = "kept_back"
    LET_IN = "let_in"


class Standing(NamedTuple):
    """How an object stands in a pool."""

    stratum: str
    is_drawable: bool


class Changed(NamedTuple):
    """An object of either pool; None where it is not in one."""

    key: str
    was: Standing | None
    now: Standing | None


@dataclass(frozen=True, slots=True)
class NamedChange:
    """A change with the object as it is now; None where it is no more."""

    changed: Changed
    object: InspectionObject | None


@dataclass(frozen=True, slots=True)
class PoolComparison:
    """How many objects each kind of change has, the first of them, and the sizes of the pools."""

    before: int
    now: int
    counts: dict[Change, int]
    first: dict[Change, list[NamedChange]]


def comparable_draws(task: Task) -> list[Draw]:
    """Return the draws of the department whose pools were frozen earlier, the newest first."""
    own = getattr(task, "draw", None)
    until = own.frozen_at if own else clock.now()
    rows = Draw.objects.filter(
        task__lead_department=task.lead_department_id, frozen_at__lt=until
    ).exclude(task=task)
    return list(rows.select_related("task").order_by("-frozen_at")[:_OFFERED])


def usual_comparison(task: Task, draws: Iterable[Draw]) -> Draw | None:
    """Return what a pool is best compared with: the newest of the same range of an earlier month."""
    found = list(draws)
    this_month = clock.today().replace(day=1)
    alike = [each for each in found if each.task and each.task.object_filter == task.object_filter]
    past = [each for each in alike if clock.day_of(each.frozen_at) < this_month]
    return next(iter(past or alike or found), None)


def changes(task: Task, earlier: Draw) -> Iterator[Changed]:
    """Yield every object of either pool in the order of codes; memory does not grow with them."""
    was, now = _frozen(earlier), _pool(task)
    return (Changed(*each) for each in side_by_side(was, now))


def kinds_of(changed: Changed, *, by_stratum: bool) -> list[Change]:
    """Return what became of an object; ``by_stratum`` where both pools have the same strata."""
    if changed.was is None:
        return [Change.CAME]
    if changed.now is None:
        return [Change.LEFT]
    kinds = []
    if by_stratum and changed.was.stratum != changed.now.stratum:
        kinds.append(Change.RECLASSED)
    if changed.was.is_drawable != changed.now.is_drawable:
        kinds.append(Change.LET_IN if changed.now.is_drawable else Change.KEPT_BACK)
    return kinds


def compared(task: Task, earlier: Draw, *, by_stratum: bool) -> PoolComparison:
    """Return the changes in figures, with the first of each kind by name."""
    sizes, counts = Counter[str](), Counter[Change]()
    first: dict[Change, list[Changed]] = {kind: [] for kind in Change}
    for changed in changes(task, earlier):
        sizes["before"] += changed.was is not None
        sizes["now"] += changed.now is not None
        for kind in kinds_of(changed, by_stratum=by_stratum):
            counts[kind] += 1
            if counts[kind] <= _SHOWN:
                first[kind].append(changed)
    objects = named(each for rows in first.values() for each in rows)
    return PoolComparison(
        before=sizes["before"],
        now=sizes["now"],
        counts={kind: counts[kind] for kind in Change},
        first={
            kind: [NamedChange(each, objects.get(each.key)) for each in rows]
            for kind, rows in first.items()
        },
    )


def named(rows: Iterable[Changed]) -> dict[str, InspectionObject]:
    """Return the objects of some changes by key."""
    return InspectionObject.objects.filter(key__in={each.key for each in rows}).in_bulk(
        field_name="key"
    )


def have_same_strata(task: Task, earlier: Draw) -> bool:
    """Tell whether both pools were made by class, or by the same labels."""
    before = earlier.task
    if before is None:
        return False
    by_class = task.uses_class and before.uses_class
    return by_class or bool(task.labels and task.labels == before.labels)


def _pool(task: Task) -> Iterator[tuple[str, Standing]]:
    own = getattr(task, "draw", None)
    return _frozen(own) if own else _today(task)


def _frozen(draw: Draw) -> Iterator[tuple[str, Standing]]:
    part = _lead(draw.task)
    meanings = meanings_of(draw)
    for row in frozen_lines(draw, part.frame):
        stratum = meanings.get(f"{part.frame}/{row.stratum}", row.stratum)
        yield row.id, Standing(stratum, row.excl == "-")


def _today(task: Task) -> Iterator[tuple[str, Standing]]:
    rows = candidates(_lead(task), clock.today()).order_by(Collate("key", "C"))
    with transaction.atomic(), bulk_queries():
        for key, stratum, exclusion in rows.values_list("key", "stratum", "exclusion").iterator():
            yield key, Standing(stratum, not exclusion)


def _lead(task: Task | None) -> SubTask:
    return SubTask.objects.select_related("task").get(task=task, is_lead=True)
