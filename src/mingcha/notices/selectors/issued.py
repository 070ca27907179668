"""Which documents a person may read."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.accounts.scope import within
from mingcha.core.notices.kinds import INSPECTION_NOTICE, NoticeKind
from mingcha.core.workflow.object_task import FALLEN_AWAY
from mingcha.foundation.errors import NotFound
from mingcha.notices.models import IssuedNotice
from mingcha.orgs.models import Department
from mingcha.registers.models import InspectionObject
from mingcha.tasks.models import ObjectTask, SubTask, Task
from mingcha.tasks.selectors.teams import kept_rows


def visible_notices(user: User) -> QuerySet[IssuedNotice]:
    """Return the own department's documents, and the notices of visits that it goes along with."""
    require(user, Permission.TASK_VIEW)
    scope = within(user, region="department__region", department="department")
    if user.department_id is not None:
        going = ObjectTask.objects.filter(
            task=OuterRef("task"),
            object=OuterRef("object"),
            sub_task__department=user.department_id,
        ).exclude(state__in=FALLEN_AWAY)
        scope |= Q(Exists(going), kind=INSPECTION_NOTICE.key)
    rows_seen = IssuedNotice.objects.filter(scope)
    return rows_seen.select_related("task", "object__region", "department", "text_version")


def get_notice(user: User, pk: int) -> IssuedNotice:
    """Return one of them; raises NotFound."""
    found = visible_notices(user).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def issued(
    kind: NoticeKind, task: Task, thing: InspectionObject, department: Department
) -> QuerySet[IssuedNotice]:
    """Return a document as it was made out, the one that counts first."""
    rows = IssuedNotice.objects.filter(kind=kind.key, task=task, object=thing)
    return rows.filter(department=department).select_related("text_version__department")


def notices_of_part(part: SubTask) -> QuerySet[IssuedNotice]:
    """Return the inspection notices that count, of a part's objects by their codes."""
    objects = kept_rows(part.task).filter(sub_task=part).values("object")
    rows = IssuedNotice.objects.filter(
        kind=INSPECTION_NOTICE.key, task=part.task, object__in=objects
    )
    last = rows.order_by("object_id", "-serial").distinct("object_id").values("pk")
    return IssuedNotice.objects.filter(pk__in=last).order_by("object__code")


def recent(user: User, kind: NoticeKind, count: int) -> list[IssuedNotice]:
    """Return the latest documents of a kind, on which a text can be tried."""
    return list(visible_notices(user).filter(kind=kind.key).order_by("-pk")[:count])
