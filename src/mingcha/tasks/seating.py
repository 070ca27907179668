"""Who sits on the teams, following what the log says of slots (protocol sections 8 and 10)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from mingcha.core.draw.departures import Placed
from mingcha.core.draw.plan import Plan
from mingcha.core.workflow.object_task import NOT_BEGUN
from mingcha.foundation.errors import DomainError
from mingcha.tasks.models import ObjectTask, Task, TeamMember


def follow(
    task: Task, plan: Plan, slots: Iterable[Placed], people: Mapping[str, int]
) -> list[TeamMember]:
    """Let the teams follow a placement; returns the new members. Part of another action.

    What a department has taken off its list (比对剔除) has no team, and is left out.
    """
    frames = [slot.frame for slot in plan.assignment.slots]
    placed = list(slots)
    keys = {one.id for one in placed}
    found = ObjectTask.objects.filter(task=task, object__key__in=keys, state__in=NOT_BEGUN)
    rows = {(row.sub_task.frame, row.object.key): row for row in found.select_related()}
    wanted: dict[ObjectTask, list[Placed]] = defaultdict(list)
    for one in placed:
        row = rows.get((frames[one.j], one.id))
        if row is not None:
            wanted[row].append(one)
    for row, changed in wanted.items():
        row.team.filter(slot__in=[one.j for one in changed]).delete()
    members = [
        _seat(row, one.j, people[one.iid])
        for row, changed in wanted.items()
        for one in changed
        if one.iid
    ]
    for row in wanted:
        lead(row)
    return members


def _seat(row: ObjectTask, slot: int, inspector: int) -> TeamMember:
    if row.team.filter(inspector=inspector).exists():
        raise DomainError(
            "on_team", f"{row.object.name}的检查组在日志以外改动过，请由部门负责人依法直接委派"
        )
    return TeamMember.objects.create(object_task=row, inspector_id=inspector, slot=slot)


def lead(row: ObjectTask) -> None:
    """Let the member of the lowest slot lead the team (组长)."""
    first = row.team.order_by("slot").first()
    row.team.update(is_leader=False)
    if first is not None:
        row.team.filter(pk=first.pk).update(is_leader=True)
