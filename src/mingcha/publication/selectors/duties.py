"""What is still to be published, for staff (R-079, R-080)."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.scope import within
from mingcha.core.workflow.object_task import FALLEN_AWAY
from mingcha.foundation import clock
from mingcha.foundation.errors import NotFound
from mingcha.publication.models import Exemption, Publication
from mingcha.publication.models.publication import PublicationKind
from mingcha.tasks.models import Draw, ObjectTask
from mingcha.tasks.models.task import Disclosing

_WAITING = ("approved", "corrected")


def results_to_publish(user: User) -> QuerySet[ObjectTask]:
    """Return reviewed results of the own department that are not public yet, most urgent first."""
    require(user, Permission.RESULT_PUBLISH)
    return (
        ObjectTask.objects.filter(_scope(user), state__in=_WAITING)
        .select_related("task", "object", "sub_task__department", "record", "exemption", "release")
        .order_by("record__publish_by", "object__code")
    )


def publishable(user: User) -> QuerySet[ObjectTask]:
    """Return those that need neither a reason nor a decision first, and were not released yet."""
    pending = Exemption.objects.filter(object_task=OuterRef("pk"), approved_by="")
    return results_to_publish(user).filter(~Exists(pending), state="approved", release=None)


def overdue_results(user: User) -> QuerySet[ObjectTask]:
    """Return results within the user's scope that should be public by now and are not.

    One that is being corrected was public in its time.
    """
    require(user, Permission.TASK_VIEW)
    return (
        ObjectTask.objects.filter(_scope(user), record__publish_by__lt=clock.today())
        .exclude(state__in=("published", "corrected", *FALLEN_AWAY))
        .select_related("task", "object", "sub_task__department", "record")
        .order_by("record__publish_by", "object__code")
    )


def pending_exemptions(user: User) -> QuerySet[Exemption]:
    """Return the requests of the own department that wait for its head; of what fell away none."""
    require(user, Permission.TASK_APPROVE)
    scope = within(
        user,
        region="object_task__sub_task__department__region",
        department="object_task__sub_task__department",
    )
    rows = Exemption.objects.filter(scope, approved_by="")
    return rows.exclude(object_task__state__in=FALLEN_AWAY).select_related(
        "object_task__task", "object_task__object", "object_task__record"
    )


def get_result(user: User, pk: int) -> ObjectTask:
    """Return an object task of the own department; raises NotFound."""
    found = ObjectTask.objects.filter(_scope(user), pk=pk).select_related(
        "task", "object", "sub_task__department"
    )
    row = found.first()
    if row is None:
        raise NotFound
    return row


def get_exemption(user: User, pk: int) -> Exemption:
    """Return a pending request of the own department; raises NotFound."""
    row = pending_exemptions(user).filter(pk=pk).first()
    if row is None:
        raise NotFound
    return row


def get_visited(user: User, pk: int) -> ObjectTask:
    """Return an object task that the user is sent to or whose department is the user's."""
    row = ObjectTask.objects.filter(pk=pk).select_related("task", "object", "sub_task").first()
    if row is None:
        raise NotFound
    is_sent = row.team.filter(inspector__user=user).exists()
    if not is_sent and row.sub_task.department_id != user.department_id:
        raise NotFound
    return row


def sealed_until_later() -> QuerySet[Draw]:
    """Return deferred draws that were drawn and are not open yet."""
    opened = Publication.objects.filter(
        kind=PublicationKind.DRAW, key=OuterRef("draw_id"), content__stage="opened"
    )
    return Draw.objects.filter(
        ~Exists(opened), state="drawn", task__disclosing=Disclosing.DEFERRED
    ).select_related("task__lead_department", "task__region")


def _scope(user: User) -> Q:
    return within(user, region="sub_task__department__region", department="sub_task__department")
