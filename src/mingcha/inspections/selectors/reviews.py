"""What reviewers, heads and the coordination office see of inspections."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.scope import within
from mingcha.foundation import clock
from mingcha.foundation.errors import NotFound
from mingcha.inspections.actions.teams import replacement_fault
from mingcha.inspections.models import Evidence, InspectionRecord
from mingcha.registers.models import Inspector
from mingcha.registers.selectors.fitness import fit_inspectors, with_certificate
from mingcha.tasks.models import ObjectTask
from mingcha.tasks.senders import senders_of


def visible_object_tasks(user: User) -> QuerySet[ObjectTask]:
    """Return the issued object tasks in the user's scope."""
    require(user, Permission.TASK_VIEW)
    scope = within(user, region="sub_task__department__region", department="sub_task__department")
    return (
        ObjectTask.objects.filter(scope, task__issued_at__isnull=False)
        .select_related(
            "object__region", "task__region", "sub_task__department__region", "record__visit"
        )
        .prefetch_related(Prefetch("team__inspector", with_certificate(Inspector.objects.all())))
        .order_by("-updated_at", "pk")
    )


def waiting_for_review(user: User) -> QuerySet[InspectionRecord]:
    """Return the own department's records that wait for a reviewer, by the publication's deadline.

    Records of the reviewer's own teams are not among them (R-083).
    """
    require(user, Permission.RESULT_REVIEW)
    return (
        InspectionRecord.objects.filter(
            object_task__state="in_review", object_task__sub_task__department=user.department_id
        )
        .exclude(object_task__team__inspector__user=user)
        .exclude(entered_by=user.username)
        .select_related("object_task__object", "object_task__task", "visit")
        .order_by("publish_by", "submitted_at")
    )


def get_visible(user: User, pk: int) -> ObjectTask:
    """Return an object task within the user's scope; raises NotFound."""
    row = visible_object_tasks(user).filter(pk=pk).first()
    if row is None:
        raise NotFound
    return row


def record_of(object_task: ObjectTask) -> InspectionRecord | None:
    """Return the record where the visit has begun."""
    return (
        InspectionRecord.objects.filter(object_task=object_task)
        .select_related("visit", "object_task__task__region", "object_task__sub_task__department")
        .first()
    )


def could_replace(object_task: ObjectTask) -> list[Inspector]:
    """Return who may step in on a team; some queries a person, for one department's few dozen."""
    people = fit_inspectors(clock.today()).filter(department__in=senders_of(object_task.sub_task))
    return [one for one in people.order_by("staff_no") if not replacement_fault(object_task, one)]


def get_photo(user: User, pk: int) -> Evidence:
    """Return a photo for the team or for who may see the object task; raises NotFound."""
    photo = Evidence.objects.filter(pk=pk).select_related("record").first()
    if photo is None:
        raise NotFound
    object_task = ObjectTask.objects.filter(pk=photo.record.object_task_id)
    of_team = (
        user.may(Permission.VISIT_RECORD)
        and object_task.filter(team__inspector__user=user).exists()
    )
    if not of_team:
        if not user.may(Permission.TASK_VIEW):
            raise NotFound
        get_visible(user, photo.record.object_task_id)
    return photo
