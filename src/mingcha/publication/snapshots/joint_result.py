"""联合抽查结果: all departments' results of one object in one publication (R-064).

Drawn once, visited once, published once: the results of one object in one joint task stand in
**one** publication, under a key without a department. Each department's part is what a single
result says, no more: neither people nor classes (``snapshots.result``).

* A part is taken over from the version before **as it was published**, never built anew from the
  case data: what another department corrects meanwhile is not public before that department says so.
* A department that is ready later, or corrects its part, makes the next version; the earlier stay.
* Nothing is told of a part that is not public: a department whose row fell away (not its own
  object, lawfully ended), that withholds its result, or that is still at work, is not named. Whether
  something is missing is the staff's matter (``selectors.joint``).
* A part that leaves the object's name out by law is no part of this: it is published alone.
* The digest covers all parts, so that a version is verified as every publication is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q

from mingcha.core.draw.canonical import Json
from mingcha.publication.disclosure import disclosed, worded
from mingcha.publication.models import Publication
from mingcha.publication.models.publication import PublicationKind
from mingcha.publication.parts import PARTS, parts_of
from mingcha.publication.snapshots.result import found, result_key, task_told
from mingcha.publication.snapshots.snapshot import Snapshot
from mingcha.tasks.models import ObjectTask

_LONGEST = 80


def joint_key(object_task: ObjectTask) -> str:
    """Return the key of the publication that holds all departments' results of an object."""
    return f"{object_task.task.number}-{object_task.object.key}"


def joint_part(object_task: ObjectTask, masked: frozenset[str]) -> dict[str, Json]:
    """Build one department's part; ``key`` is that of its follow-up."""
    key = result_key(object_task, hides_object=False)
    return {"key": key, **found(object_task, masked)}


def joint_result(
    object_task: ObjectTask, before: Publication | None, new: Iterable[dict[str, Any]]
) -> Snapshot:
    """Build the next version: the parts of the one before, with new ones added or put in place."""
    task, known = object_task.task, disclosed(object_task.object, "code", "name")
    parts = {part["key"]: part for part in parts_of(before.content)} if before else {}
    parts |= {part["key"]: part for part in new}
    of_lead = Q(is_lead=True) | Q(share_of__is_lead=True)
    leading = set(task.sub_tasks.filter(of_lead).values_list("department__code", flat=True))
    ordered = sorted(parts.values(), key=lambda part: _place(part["department"], leading))
    return Snapshot(
        kind=PublicationKind.RESULT,
        key=joint_key(object_task),
        title=f"{known['name']}联合检查结果"[:200],
        region_prefix=task.region.prefix,
        department=_names([part["department"]["name"] for part in ordered]),
        task_number=task.number,
        object_code=known["code"],
        object_name=known["name"],
        content={
            "task": task_told(task),
            "object": worded(object_task.object, "code", "name", "kind"),
            "is_problem": any(part["is_problem"] for part in ordered),
            PARTS: ordered,
        },
    )


def _place(department: Mapping[str, str], leading: set[str]) -> tuple[bool, str]:
    return department["code"] not in leading, department["code"]


def _names(names: list[str]) -> str:
    told = "、".join(names)
    return told if len(told) <= _LONGEST else f"{names[0]}等{len(names)}个部门"[:_LONGEST]
