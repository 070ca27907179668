"""Which tasks of different departments could go to the same object in one visit (R-065)."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.core.workflow.object_task import NOT_BEGUN
from mingcha.foundation.errors import NotFound
from mingcha.inspections.models import Visit
from mingcha.tasks.models import ObjectTask, VisitProposal
from mingcha.tasks.models.task import UNANNOUNCED, Disclosing
from mingcha.tasks.models.visit_proposal import STANDING, ProposalState
from mingcha.tasks.visit_groups import VISIT_TASK, visit_task

_GOING = ("issued", "in_progress")


def could_go_along(own: ObjectTask) -> QuerySet[ObjectTask]:
    """Return other departments' rows of the object that could share the visit of ``own``.

    Of tasks that are issued and overlap in time, where nobody went yet, that are not asked already
    and share no visit. Checks that must not be known beforehand are left out on both sides.
    """
    if not _waiting().filter(pk=own.pk).exists():
        return ObjectTask.objects.none()
    asked = VisitProposal.objects.filter(state__in=STANDING).filter(
        Q(asking=own.pk, asked=OuterRef("pk")) | Q(asking=OuterRef("pk"), asked=own.pk)
    )
    shares = ObjectTask.objects.filter(object=OuterRef("object"), visits_with=OuterRef("task"))
    return (
        _waiting()
        .filter(
            ~Exists(asked),
            ~Exists(shares),
            object=own.object_id,
            visits_with=None,
            task__period_from__lte=own.task.period_to,
            task__period_to__gte=own.task.period_from,
        )
        .exclude(task__in=(own.task_id, visit_task(own)))
        .exclude(sub_task__department=own.sub_task.department_id)
        .select_related("task", "object", "sub_task__department")
        .order_by("task__period_to", "pk")
    )


def could_go_together(user: User) -> Iterator[tuple[ObjectTask, list[ObjectTask]]]:
    """Yield the own department's rows, each with those that could share its visit."""
    require(user, Permission.TASK_ISSUE)
    other = (
        _waiting()
        .filter(object=OuterRef("object"))
        .exclude(task=OuterRef("task"))
        .exclude(sub_task__department=user.department_id)
    )
    own = _waiting().filter(Exists(other), sub_task__department=user.department_id)
    for row in own.select_related("task", "object", "sub_task").order_by("object__code", "pk"):
        found = list(could_go_along(row))
        if found:
            yield row, found


def visit_proposals(user: User) -> QuerySet[VisitProposal]:
    """Return the proposals that the own department made or was asked, the newest first."""
    require(user, Permission.TASK_ISSUE)
    own = Q(asking__sub_task__department=user.department_id) | Q(
        asked__sub_task__department=user.department_id
    )
    return VisitProposal.objects.filter(own).select_related(
        "asking__task",
        "asking__object",
        "asking__sub_task__department",
        "asked__task",
        "asked__sub_task__department",
    )


def get_visit_proposal(user: User, pk: int) -> VisitProposal:
    """Return one of these; raises NotFound."""
    found = visit_proposals(user).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def asked_of(user: User) -> QuerySet[VisitProposal]:
    """Return the proposals that wait for the own department's answer."""
    return visit_proposals(user).filter(
        state=ProposalState.PROPOSED, asked__sub_task__department=user.department_id
    )


def _waiting() -> QuerySet[ObjectTask]:
    """Rows of issued tasks that are announced beforehand, where nobody went yet."""
    went = Visit.objects.filter(
        task=OuterRef("went_with"), object=OuterRef("object"), started_at__isnull=False
    )
    rows = ObjectTask.objects.annotate(went_with=VISIT_TASK)
    return rows.filter(~Exists(went), state__in=NOT_BEGUN, task__state__in=_GOING).exclude(
        Q(task__disclosing=Disclosing.DEFERRED) | Q(task__source__in=UNANNOUNCED)
    )
