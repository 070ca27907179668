"""What of a joint object's result is public, and what is missing, with its days (R-064, R-079)."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from mingcha.core.workflow.object_task import FALLEN_AWAY
from mingcha.foundation import clock
from mingcha.plans.models.annual_plan import JointScope
from mingcha.publication.models import Exemption, Release
from mingcha.publication.models.exemption import Masked
from mingcha.tasks.models import ObjectTask

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
    if not is_joint(object_task) or due is None or due <= clock.today() or _apart(object_task):
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


def _apart(object_task: ObjectTask) -> bool:
    exemption = Exemption.objects.filter(object_task=object_task).exclude(approved_by="").first()
    return exemption is not None and bool({Masked.OBJECT, Masked.WHOLE} & set(exemption.masked))
