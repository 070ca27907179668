"""What an inspector sees: the object tasks of the own teams, and nothing else (R-078)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.core.workflow.object_task import BEFORE_RESULTS, NOT_BEGUN
from mingcha.foundation import clock
from mingcha.foundation.errors import NotFound
from mingcha.inspections.models import ItemResult, Visit
from mingcha.inspections.selectors.frequency import with_visits_this_year
from mingcha.registers.models import Inspector
from mingcha.registers.selectors.fitness import with_certificate
from mingcha.tasks.models import ObjectTask

if TYPE_CHECKING:
    from mingcha.registers.selectors.fitness import CertifiedInspector

OPEN = (*BEFORE_RESULTS, "recorded", "returned")
_HANDED_IN = ("in_review", "approved", "published", "corrected", "terminated")


_VISIT_TASK = Coalesce(OuterRef("visits_with"), OuterRef("task"))


def own_object_tasks(user: User) -> QuerySet[ObjectTask]:
    """Return the object tasks on whose teams the user is, with ``planned_on`` of their visits."""
    require(user, Permission.VISIT_RECORD)
    visit = Visit.objects.filter(task=_VISIT_TASK, object=OuterRef("object"))
    rows = ObjectTask.objects.filter(
        team__inspector__user=user, task__issued_at__isnull=False
    ).annotate(planned_on=Subquery(visit.values("planned_on")[:1]))
    return rows.select_related(
        "object__region", "task__region", "sub_task__department", "record__visit"
    ).prefetch_related("team__inspector")


def open_visits(user: User) -> QuerySet[ObjectTask]:
    """Return what is still to be done: booked days first, then by the task's last day."""
    rows = own_object_tasks(user).filter(state__in=OPEN, task__state__in=["issued", "in_progress"])
    return with_visits_this_year(rows).order_by(
        F("planned_on").asc(nulls_last=True), "task__period_to", "object__code"
    )


def todays_visits(user: User) -> QuerySet[ObjectTask]:
    """Return what is booked for today or earlier, under way, or sent back."""
    begun = Q(state__in=["visiting", "recorded", "returned"])
    return open_visits(user).filter(begun | Q(planned_on__lte=clock.today()))


def coming_visits(user: User) -> QuerySet[ObjectTask]:
    """Return what has not begun and is not booked for today."""
    waiting = Q(planned_on=None) | Q(planned_on__gt=clock.today())
    return open_visits(user).filter(waiting, state__in=NOT_BEGUN)


def own_records(user: User) -> QuerySet[ObjectTask]:
    """Return what was handed in, newest first."""
    return own_object_tasks(user).filter(state__in=_HANDED_IN).order_by("-updated_at")


def get_own(user: User, pk: int) -> ObjectTask:
    """Return an object task of the user's teams; raises NotFound."""
    row = with_visits_this_year(own_object_tasks(user)).filter(pk=pk).first()
    if row is None:
        raise NotFound
    return row


def get_own_item(user: User, object_task: int, pk: int) -> ItemResult:
    """Return an item's result on a record of the own teams; raises NotFound."""
    row = (
        ItemResult.objects.filter(pk=pk, record__object_task=get_own(user, object_task))
        .select_related("item__item", "record")
        .first()
    )
    if row is None:
        raise NotFound
    return row


def own_inspector(user: User) -> CertifiedInspector:
    """Return who the user is in the inspectors' register; raises NotFound."""
    require(user, Permission.VISIT_RECORD)
    rows = Inspector.objects.filter(user=user).select_related("department", "unit")
    row = with_certificate(rows).first()
    if row is None:
        raise NotFound("您的账号还没有与执法人员名录关联，请联系本部门内部牵头机构")
    return row
