"""What a department compares: the drawn objects it has, lacks, or excludes."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.db.models import QuerySet

from mingcha.accounts.models import User
from mingcha.core.draw.transcript import TRANSCRIPT_FILE
from mingcha.foundation.errors import NotFound
from mingcha.registers.models import InspectionObject
from mingcha.tasks.models import Draw, ObjectTask, PoolEntry, SubTask, Task
from mingcha.tasks.selectors.draws import get_draw


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A drawn object that a department does not inspect, and why."""

    object: InspectionObject
    reason: str


def comparing_parts(task: Task) -> QuerySet[SubTask]:
    """Return the parts that must be compared: the cooperating ones; a lone lead's own."""
    joining = task.sub_tasks.filter(is_lead=False)
    return joining if joining.exists() else task.sub_tasks.all()


def visible_parts(user: User, draw: Draw) -> QuerySet[SubTask]:
    """Return the parts whose lists a person may read: the lead and the office all of them."""
    parts = draw.own_task.sub_tasks.select_related("department", "task__draw")
    if user.department_id == draw.own_task.lead_department_id or "coord_office" in user.role_keys:
        return parts
    return parts.filter(department=user.department_id)


def get_part(user: User, draw_pk: int, department_pk: int) -> SubTask:
    """Return a department's part of a draw that the user may read; raises NotFound."""
    draw = get_draw(user, draw_pk)
    part = visible_parts(user, draw).filter(department=department_pk).first()
    if part is None:
        raise NotFound
    return part


def own_rows(part: SubTask) -> QuerySet[ObjectTask]:
    """Return the drawn objects that the department has, by their codes."""
    return part.object_tasks.select_related("object__region").order_by("object__code")


def left_out(part: SubTask) -> list[LeftOut]:
    """Return the drawn objects that a following register lacks or excludes (protocol 7)."""
    frame = _frame_facts(part.task.draw, part.frame)
    missing, excluded = frame.get("missing", []), frame.get("excluded", [])
    objects = {row.key: row for row in InspectionObject.objects.filter(key__in=missing + excluded)}
    entries = PoolEntry.objects.filter(sub_task=part, key__in=excluded)
    why = {entry.key: entry.get_exclusion_display() or entry.exclusion_note for entry in entries}
    gone = [LeftOut(objects[key], "本部门名录中没有") for key in missing]
    barred = [LeftOut(objects[key], why.get(key) or "冻结时已排除") for key in excluded]
    return sorted(gone + barred, key=lambda row: row.object.code)


def transcript_of(draw: Draw) -> dict[str, object]:
    """Return the content of a drawn bundle's ``transcript.json``."""
    content = draw.files.values_list("content", flat=True).get(path=TRANSCRIPT_FILE)
    document: dict[str, object] = json.loads(bytes(content))
    return document


def _frame_facts(draw: Draw, code: str) -> dict[str, list[str]]:
    frames = transcript_of(draw)["frames"]
    assert isinstance(frames, list)  # noqa: S101 - the transcript was verified before it was kept
    return next(frame for frame in frames if frame["code"] == code)
