"""What a department compares: the drawn objects it has, lacks, or excludes."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from mingcha.accounts.models import User
from mingcha.core.draw.transcript import TRANSCRIPT_FILE
from mingcha.foundation.errors import NotFound
from mingcha.registers.models import InspectionObject, RegisterEntry
from mingcha.tasks.bundle_store import content_of
from mingcha.tasks.models import Draw, ObjectTask, PoolEntry, SubTask, Task
from mingcha.tasks.selectors.draws import get_draw


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A drawn object that a department does not inspect, and why."""

    object: InspectionObject
    reason: str


def comparing_parts(task: Task) -> QuerySet[SubTask]:
    """Return the parts that must be compared: the counties' shares and the cooperating ones; a lone lead's own.

    A part of which the counties have everything has nothing to compare.
    """
    return comparing(task.sub_tasks.all())


def comparing(parts: QuerySet[SubTask]) -> QuerySet[SubTask]:
    """Return those of parts, of whatever tasks, that must be compared, as ``comparing_parts`` says."""
    others = SubTask.objects.filter(task=OuterRef("task"), share_of=None, is_lead=False)
    shares = SubTask.objects.filter(share_of=OuterRef("pk"))
    rows = ObjectTask.objects.filter(sub_task=OuterRef("pk"))
    own = Q(is_lead=False) | ~Exists(others)
    return parts.filter(Q(share_of__isnull=False) | (own & (~Exists(shares) | Exists(rows))))


def visible_parts(user: User, draw: Draw) -> QuerySet[SubTask]:
    """Return the parts whose lists a person may read: the lead all of them, an office those of its region."""
    parts = draw.own_task.sub_tasks.select_related("department", "task__draw")
    if user.department_id == draw.own_task.lead_department_id:
        return parts
    if "coord_office" in user.role_keys:
        return parts.filter(department__region__prefix__startswith=user.region.prefix)
    return parts.filter(department=user.department_id)


def get_part(user: User, draw_pk: int, department_pk: int) -> SubTask:
    """Return a department's part of a draw that the user may read; raises NotFound."""
    draw = get_draw(user, draw_pk)
    part = visible_parts(user, draw).filter(department=department_pk).first()
    if part is None:
        raise NotFound
    return part


def own_rows(part: SubTask) -> QuerySet[ObjectTask]:
    """Return the drawn objects that the department has, by their codes.

    ``is_known`` tells whether its own register has the object: what a county's share holds came
    from another's.
    """
    entries = RegisterEntry.objects.filter(
        department=part.department_id, object=OuterRef("object"), is_active=True
    )
    rows = part.object_tasks.select_related("object__region").annotate(is_known=Exists(entries))
    return rows.order_by("object__code")


def left_out(part: SubTask) -> list[LeftOut]:
    """Return the drawn objects that a following register lacks or excludes (protocol 7)."""
    frame = _frame_facts(part.task.draw, part.frame)
    missing, excluded = frame.get("missing", []), frame.get("excluded", [])
    rows = InspectionObject.objects.filter(key__in=missing + excluded)
    if part.share_of is not None:
        rows = rows.filter(region__prefix__startswith=part.department.region.prefix)
    objects = {row.key: row for row in rows}
    entries = PoolEntry.objects.filter(sub_task=part.share_of or part, key__in=excluded)
    why = {entry.key: entry.get_exclusion_display() or entry.exclusion_note for entry in entries}
    gone = [LeftOut(objects[key], "本部门名录中没有") for key in missing if key in objects]
    barred = [
        LeftOut(objects[key], why.get(key) or "冻结时已排除") for key in excluded if key in objects
    ]
    return sorted(gone + barred, key=lambda row: row.object.code)


def transcript_of(draw: Draw) -> dict[str, object]:
    """Return the content of a drawn bundle's ``transcript.json``."""
    document: dict[str, object] = json.loads(content_of(draw, TRANSCRIPT_FILE))
    return document


def _frame_facts(draw: Draw, code: str) -> dict[str, list[str]]:
    frames = transcript_of(draw)["frames"]
    assert isinstance(frames, list)  # noqa: S101 - the transcript was verified before it was kept
    return next(frame for frame in frames if frame["code"] == code)
