"""Who sits on the teams, following what the log says of slots (protocol sections 8 and 10)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from mingcha.core.draw.departures import Placed
from mingcha.core.draw.plan import Plan
from mingcha.core.workflow.object_task import NOT_BEGUN
from mingcha.foundation.errors import DomainError
from mingcha.tasks.behind import Behind
from mingcha.tasks.models import ObjectTask, Task, TeamMember


def follow(
    task: Task, plan: Plan, slots: Iterable[Placed], people: Mapping[str, Behind]
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
        member
        for row, changed in wanted.items()
        for one in changed
        if one.iid
        for member in _seat(row, one.j, people[one.iid])
    ]
    for row in wanted:
        lead(row)
    return members


def seated(row: int, slot: int, behind: Behind, *, leads: bool = False) -> list[TeamMember]:
    """Return the members, not saved, that whoever is behind a pseudonym makes on a slot."""
    return [
        TeamMember(
            object_task_id=row,
            inspector_id=who,
            slot=slot,
            seat=seat,
            formed_team_id=behind.team,
            is_leader=leads and seat == 0,
        )
        for seat, who in enumerate(behind.members)
    ]


def _seat(row: ObjectTask, slot: int, behind: Behind) -> list[TeamMember]:
    if row.team.filter(inspector__in=behind.members).exists():
        raise DomainError(
            "on_team", f"{row.object.name}的检查组在日志以外改动过，请由部门负责人依法直接委派"
        )
    return TeamMember.objects.bulk_create(seated(row.pk, slot, behind))


def free_seat(row: ObjectTask, slot: int) -> int:
    """Return the lowest seat of a slot that nobody holds; only a formed team's slot has several."""
    held = set(row.team.filter(slot=slot).values_list("seat", flat=True))
    return next(seat for seat in range(len(held) + 1) if seat not in held)


def lead(row: ObjectTask) -> None:
    """Let the member of the lowest slot, and of it the lowest seat, lead the team (组长)."""
    first = row.team.order_by("slot", "seat").first()
    row.team.update(is_leader=False)
    if first is not None:
        row.team.filter(pk=first.pk).update(is_leader=True)
