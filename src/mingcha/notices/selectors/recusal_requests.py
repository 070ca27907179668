"""The link by which an object asks for a recusal, whom it may name, and what waits (R-062)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.core.signing import BadSignature, Signer
from django.db.models import QuerySet
from django.urls import reverse

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.core.notices.kinds import INSPECTION_NOTICE
from mingcha.core.workflow.object_task import NOT_BEGUN
from mingcha.foundation import clock
from mingcha.foundation.errors import NotFound
from mingcha.foundation.to_do import ToDo
from mingcha.notices.models import IssuedNotice, RecusalRequest
from mingcha.notices.models.recusal_request import RequestState
from mingcha.notices.values.common import AT_THE_DOOR
from mingcha.tasks.models import TeamMember

_SIGNER = Signer(salt="mingcha.notices.recusal", sep="~")
_NAMED = "检查人员"
"""The placeholder that names the officers."""
_LEADER = re.compile(r"（组长）$")


def request_token(notice: IssuedNotice) -> str:
    """Return what the link of a notice ends with; the same for every print."""
    return _SIGNER.sign(str(notice.pk))


def notice_by(token: str) -> IssuedNotice:
    """Return the inspection notice of a link; raises NotFound where we did not make it."""
    try:
        number = int(_SIGNER.unsign(token))
    except (BadSignature, ValueError) as error:
        raise NotFound from error
    rows = IssuedNotice.objects.select_related("task", "object", "department")
    found = rows.filter(pk=number, kind=INSPECTION_NOTICE.key).first()
    if found is None:
        raise NotFound
    return found


def is_replaced(notice: IssuedNotice) -> bool:
    """Tell whether the notice was made out again, so that a later one counts."""
    later = IssuedNotice.objects.filter(
        kind=notice.kind, task=notice.task_id, object=notice.object_id, serial__gt=notice.serial
    )
    return later.filter(department=notice.department_id).exists()


def named_members(notice: IssuedNotice) -> QuerySet[TeamMember]:
    """Return the officers who still come and whom the notice names: nobody else is told of.

    Empty where the notice does not name them, was replaced, or the inspection has begun.
    """
    named = [_LEADER.sub("", name) for name in str(notice.values.get(_NAMED, "")).split("、")]
    rows = TeamMember.objects.filter(
        object_task__task=notice.task_id,
        object_task__object=notice.object_id,
        object_task__state__in=NOT_BEGUN,
        inspector__name__in=[] if is_replaced(notice) else named,
    )
    rows = rows.select_related("inspector", "object_task__sub_task__department")
    return rows.order_by("object_task__sub_task", "slot", "seat")


def names_officers(notice: IssuedNotice) -> bool:
    """Tell whether the notice is one that names who comes, so that they can be asked about."""
    is_kind = notice.kind == INSPECTION_NOTICE.key
    return is_kind and notice.values.get(_NAMED, "") not in ("", AT_THE_DOOR)


def requests_of(notice: IssuedNotice) -> QuerySet[RecusalRequest]:
    """Return what was asked by a notice's link."""
    return RecusalRequest.objects.filter(notice=notice).select_related("inspector__department")


def requests_to_decide(user: User) -> QuerySet[RecusalRequest]:
    """Return those about officers of the head's department, the oldest first."""
    rows = RecusalRequest.objects.filter(
        inspector__department=user.department_id, state=RequestState.ASKED
    )
    rows = rows.exclude(inspector__user=user)
    return rows.select_related("inspector", "notice__object", "notice__task")


def waiting_for(user: User) -> Iterator[ToDo]:
    """Give the requests that the head is to decide."""
    if not user.may(Permission.TASK_APPROVE):
        return
    for each in requests_to_decide(user):
        told = f"{each.notice.object.name}申请{each.inspector.name}回避"
        yield ToDo("决定检查对象的回避申请", reverse("inspector-recusals"), clock.today(), told)
