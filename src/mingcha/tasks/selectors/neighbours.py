"""Who may be asked for officers from the neighbouring regions, and what was asked (R-060)."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.foundation.errors import NotFound
from mingcha.orgs.models import Department
from mingcha.tasks.models import NeighbourHelp, SubTask
from mingcha.tasks.models.neighbour_help import OPEN_HELP, HelpState
from mingcha.tasks.models.task import Matching
from mingcha.tasks.senders import senders_of

BEFORE_FREEZE = ("draft", "scheme_pending", "approved")
HELPED = (Matching.NEARBY, Matching.FORMED)
"""Ways of matching in which others come where the own are not enough."""


def could_help(part: SubTask) -> QuerySet[Department]:
    """Return the departments of the line in the regions beside, that do not send anyway."""
    region = part.department.region
    asked = part.helps.filter(state__in=OPEN_HELP).values("department")
    return (
        Department.objects.filter(
            line=part.department.line_id,
            region__parent=region.parent_id,
            region__level=region.level,
            is_inspecting_body=True,
        )
        .exclude(region=region)
        .exclude(pk__in=senders_of(part))
        .exclude(pk__in=asked)
        .order_by("region", "code")
    )


def may_ask(part: SubTask) -> bool:
    """Tell whether help can still come to a part: before the freeze, where others help out at all."""
    task = part.task
    return task.state in BEFORE_FREEZE and task.matching in HELPED


def helps_of(user: User) -> QuerySet[NeighbourHelp]:
    """Return what the own department asked for and was asked for, the latest first."""
    require(user, Permission.TASK_VIEW)
    own = Q(part__department=user.department_id) | Q(department=user.department_id)
    rows = NeighbourHelp.objects.filter(own) if user.department_id else NeighbourHelp.objects.none()
    return rows.select_related("part__task", "part__department", "department").order_by("-pk")


def get_help(user: User, pk: int) -> NeighbourHelp:
    """Return one of them; raises NotFound."""
    found = helps_of(user).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def help_waiting(user: User) -> QuerySet[NeighbourHelp]:
    """Return what waits for the own department's answer, while the pool is not frozen."""
    return helps_of(user).filter(
        department=user.department_id,
        state=HelpState.ASKED,
        part__task__state__in=BEFORE_FREEZE,
    )
