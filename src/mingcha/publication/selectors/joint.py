"""What of a joint object's result is public, and what is missing, with its days (R-064, R-079)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from mingcha.accounts.models import User
from mingcha.core.workflow.object_task import FALLEN_AWAY, OBJECT_TASK
from mingcha.foundation import clock
from mingcha.foundation.errors import NotFound
from mingcha.inspections.selectors.reviews import get_visible
from mingcha.plans.models.annual_plan import JointScope
from mingcha.publication.models import Exemption, Publication, Release
from mingcha.publication.models.exemption import Masked
from mingcha.publication.models.publication import PublicationKind
from mingcha.publication.parts import parts_of
from mingcha.publication.snapshots.joint_result import joint_key
from mingcha.publication.snapshots.result import result_key
from mingcha.tasks.models import ObjectTask
from mingcha.tasks.shares import LEAD_FIRST

_SETTLED = (*FALLEN_AWAY, "published", "corrected")


def is_joint(object_task: ObjectTask) -> bool:
    """Tell whether the result is a part of the object's one publication in a joint task."""
    return bool(object_task.task.joint_scope == JointScope.CROSS)


def awaited(object_task: ObjectTask) -> QuerySet[ObjectTask]:
    """Return the other departments' rows of the object whose part is still to come.

    Neither those that fell away, nor those that are public, nor those released for publication.
    """
    return _others(object_task).exclude(state__in=_SETTLED).filter(release=None)


def has_to_wait(object_task: ObjectTask) -> bool:
    """Tell whether a reviewed part waits for others, so that the object is published once.

    Never beyond its last day, nor where it stands alone or is not published at all.
    """
    due = object_task.record.publish_by
    if (
        not is_joint(object_task)
        or due is None
        or due <= clock.today()
        or stands_apart(object_task)
    ):
        return False
    return awaited(object_task).exists()


def releases_to_publish() -> QuerySet[Release]:
    """Return the released parts that wait for nobody any more, or whose last day has come."""
    others = (
        ObjectTask.objects.filter(
            task=OuterRef("object_task__task"), object=OuterRef("object_task__object"), release=None
        )
        .exclude(pk=OuterRef("object_task"))
        .exclude(state__in=_SETTLED)
    )
    is_due = Q(object_task__record__publish_by__lte=clock.today())
    return Release.objects.filter(is_due | ~Exists(others)).select_related("object_task")


def _others(object_task: ObjectTask) -> QuerySet[ObjectTask]:
    return ObjectTask.objects.filter(
        task=object_task.task_id, object=object_task.object_id
    ).exclude(pk=object_task.pk)


def stands_apart(object_task: ObjectTask) -> bool:
    """Tell whether a result is never part of a joint one: its object's name, or all, is withheld."""
    exemption = Exemption.objects.filter(object_task=object_task).exclude(approved_by="").first()
    return exemption is not None and bool({Masked.OBJECT, Masked.WHOLE} & set(exemption.masked))


@dataclass(frozen=True, slots=True)
class JointPart:
    """How far one department's part of a joint result is; of what was found it tells nothing."""

    row: ObjectTask
    state: str
    due: date | None
    is_settled: bool
    is_overdue: bool
    is_released: bool
    published: Publication | None


def joint_parts(user: User, pk: int) -> list[JointPart]:
    """Return all departments' parts of the object of an object task, the lead's first.

    Whoever sees one department's row sees how far the others are. Raises NotFound outside the
    scope and where the task is of one department.
    """
    row = get_visible(user, pk)
    if not is_joint(row):
        raise NotFound
    first = _first_versions(row)
    rows = (
        ObjectTask.objects.filter(task=row.task_id, object=row.object_id)
        .select_related("task", "object", "sub_task__department", "record", "release", "exemption")
        .order_by(LEAD_FIRST, "sub_task__department__code")
    )
    return [_part(each, first) for each in rows]


def _part(row: ObjectTask, first: dict[str, Publication]) -> JointPart:
    due = row.record.publish_by if hasattr(row, "record") else None
    is_open = row.state not in _SETTLED
    return JointPart(
        row=row,
        state=OBJECT_TASK.states[row.state],
        due=due,
        is_settled=not is_open,
        is_overdue=bool(is_open and due and due < clock.today()),
        is_released=hasattr(row, "release"),
        published=first.get(result_key(row, hides_object=False)),
    )


def _first_versions(row: ObjectTask) -> dict[str, Publication]:
    """Return the version in which each part was public first, by the part's key."""
    found: dict[str, Publication] = {}
    rows = Publication.objects.filter(kind=PublicationKind.RESULT, key=joint_key(row))
    for version in rows.order_by("version"):
        for part in parts_of(version.content):
            found.setdefault(part["key"], version)
    return found
