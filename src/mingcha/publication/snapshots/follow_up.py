"""后续处置: how a found problem ended (R-085); beside the result it belongs to."""

from __future__ import annotations

from datetime import datetime

from mingcha.publication.disclosure import disclosed, plain
from mingcha.publication.models import Publication
from mingcha.publication.models.publication import PublicationKind
from mingcha.publication.snapshots.result import NOT_PUBLIC, said
from mingcha.publication.snapshots.snapshot import Snapshot
from mingcha.tasks.models import ObjectTask


def follow_up(
    object_task: ObjectTask,
    published: Publication,
    *,
    key: str,
    measure: str,
    outcome: str,
    closed_at: datetime,
) -> Snapshot:
    """Build the outcome of a follow-up; ``published`` is the result's newest snapshot.

    ``key`` is that of the department's result, or of its part of a joint one. Of the object it tells what the result tells, so that what is masked there stays so.
    """
    return Snapshot(
        kind=PublicationKind.FOLLOW_UP,
        key=key,
        title=f"{published.object_name or NOT_PUBLIC}后续处置"[:200],
        region_prefix=published.region_prefix,
        department=object_task.sub_task.department.name,
        task_number=published.task_number,
        object_code=published.object_code,
        object_name=published.object_name,
        content={
            "task": disclosed(object_task.task, "number", "title"),
            "object": published.content["object"],
            "measure": plain(measure),
            "outcome": said(object_task, outcome, hides_object=not published.object_code),
            "closed_on": plain(closed_at)[:10],
        },
    )
