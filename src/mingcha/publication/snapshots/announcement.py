"""抽查公告: a task that was issued, its scheme (R-032), and how many were drawn in all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count

from mingcha.core.draw.canonical import Json
from mingcha.publication.disclosure import disclosed, plain, worded
from mingcha.publication.models.publication import PublicationKind
from mingcha.publication.snapshots.snapshot import Snapshot

if TYPE_CHECKING:
    from mingcha.tasks.models import SubTask, Task


VOIDED = "is_voided"
"""What the announcement of a task says that was given up after it was announced."""


def announcement(task: Task) -> Snapshot:
    """Build the announcement; numbers are totals of a department, never of a class."""
    drawn = dict(
        task.object_tasks.exclude(state="not_mine")
        .values_list("sub_task")
        .annotate(count=Count("pk"))
    )
    parts = task.sub_tasks.select_related("department").prefetch_related("items__item")
    return Snapshot(
        kind=PublicationKind.ANNOUNCEMENT,
        key=task.number,
        title=task.title,
        region_prefix=task.region.prefix,
        department=task.lead_department.name,
        task_number=task.number,
        content={
            **worded(
                task,
                "number",
                "title",
                "year",
                "source",
                "mode",
                "joint_scope",
                "draw_kind",
                "period_from",
                "period_to",
            ),
            "is_joint": task.joint_scope == "cross_department",
            "scheme": _scheme(task),
            "departments": [_department(part, drawn.get(part.pk, 0)) for part in parts],
            "objects": task.object_tasks.exclude(state="not_mine")
            .values("object")
            .distinct()
            .count(),
            "draw_id": _draw_id(task),
            **({VOIDED: True} if task.state == "voided" else {}),
        },
    )


def _scheme(task: Task) -> dict[str, Json]:
    scheme = getattr(task, "scheme", None)
    if scheme is None:
        return {}
    rules = scheme.sampling_rules
    named = {"sampling_rules": str(plain(str(rules)))} if rules else {}
    return {**worded(scheme, "content", "methods", "division", "frequency"), **named}


def _department(part: SubTask, drawn: int) -> dict[str, Json]:
    return {
        **disclosed(part.department, "code", "name"),
        **disclosed(part, "is_lead"),
        "objects": drawn,
        "items": [
            {**disclosed(version.item, "code"), **disclosed(version, "name")}
            for version in part.items.all()
        ],
    }


def _draw_id(task: Task) -> str:
    draw = getattr(task, "draw", None)
    return str(plain(disclosed(draw, "draw_id")["draw_id"])) if draw else ""
