"""Who may act on a draw and on the lists that come of it."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.foundation.errors import Forbidden
from mingcha.tasks.models import Departure, Draw, DrawParty, SubTask
from mingcha.tasks.selectors.draws import require_visible


def require_organiser(by: User, draw: Draw, permission: Permission) -> None:
    """Let people of the lead department act who hold the permission; others at most watch (G-7).

    Raises NotFound outside the scope, Forbidden inside it without the right.
    """
    require_visible(by, draw)
    if by.department_id != draw.own_task.lead_department_id:
        raise Forbidden("只有牵头部门可以操作；其他单位可以查看")
    require(by, permission)


def own_party(by: User, draw: Draw) -> DrawParty:
    """Return the party that the person is: nobody commits or reveals for another."""
    require_visible(by, draw)
    party = draw.parties.filter(user=by).first()
    if party is None:
        raise Forbidden("您不是本次抽取的参与方，不能代为承诺或揭示")
    return party


def require_own_part(by: User, sub_task: SubTask, permission: Permission) -> None:
    """Let a department act on its own part of a task alone (R-063)."""
    require_visible(by, sub_task.task.draw)
    if by.department_id != sub_task.department_id:
        raise Forbidden("只能办理本部门的名单")
    require(by, permission)


def require_decider(by: User, departure: Departure) -> None:
    """Let the head of the officer's department decide, on an object the lead department's."""
    draw = departure.draw
    if departure.inspector_id is None:
        require_organiser(by, draw, Permission.TASK_APPROVE)
    else:
        part = draw.own_task.sub_tasks.get(frame=departure.frame)
        require_own_part(by, part, Permission.TASK_APPROVE)
