"""Who may handle a found problem: the department that found it."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.followup.models import FollowUp
from mingcha.foundation.errors import NotFound

_HANDLING = frozenset({"order", "extend", "submit_evidence", "transfer", "close"})


def require_own_problem(by: User, permission: Permission, follow_up: FollowUp) -> None:
    """Raise NotFound for another department's problem, Forbidden without the permission."""
    if by.department_id != follow_up.object_task.sub_task.department_id:
        raise NotFound
    require(by, permission)


def not_handler(by: User, follow_up: FollowUp) -> str | None:
    """Return why the actor must not judge what they handled (guard ``not_handler``)."""
    handled = follow_up.steps.filter(by=by.username, action__in=_HANDLING).exists()
    return "您办理过这项处置，复核须由另一人进行" if handled else None
