"""Who may act on a draw and on the lists that come of it."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.registers.models import Inspector
from mingcha.tasks.models import Departure, Draw, DrawParty, SubTask, Task
from mingcha.tasks.selectors.draws import require_visible


def require_organiser(by: User, draw: Draw, permission: Permission) -> None:
    """Let people of the lead department act who hold the permission; others at most watch (G-7).

    Raises NotFound outside the scope, Forbidden inside it without the right.
    """
    require_visible(by, draw)
    if by.department_id != draw.own_task.lead_department_id:
        raise Forbidden("只有牵头部门可以操作；其他单位可以查看")
    require(by, permission)


def draw_of(task: Task) -> Draw:
    """Return a task's draw; NotFound where nothing was frozen, or the pool was given up."""
    found: Draw | None = getattr(task, "draw", None)
    if found is None:
        raise NotFound
    return found


def own_party(by: User, draw: Draw) -> DrawParty:
    """Return the party that the person is: nobody commits or reveals for another."""
    require_visible(by, draw)
    party = draw.parties.filter(user=by).first()
    if party is None:
        raise Forbidden("您不是本次抽取的参与方，不能代为承诺或揭示")
    return party


def require_own_part(by: User, sub_task: SubTask, permission: Permission) -> None:
    """Let a department act on its own part of a task alone (R-063)."""
    require_visible(by, draw_of(sub_task.task))
    if by.department_id != sub_task.department_id:
        raise Forbidden("只能办理本部门的名单")
    require(by, permission)


def require_assigning(by: User, sub_task: SubTask, inspector: Inspector) -> None:
    """Let a department's head send people to its own part (直接委派).

    To a county's share the county's head sends the county's own, the drawing department's head
    anybody whom the task's departments may send (R-041, ADR 0017).
    """
    share_of = sub_task.share_of
    if share_of is not None and by.department_id == share_of.department_id:
        require_own_part(by, share_of, Permission.TASK_APPROVE)
        return
    require_own_part(by, sub_task, Permission.TASK_APPROVE)
    if share_of is not None and inspector.department_id != by.department_id:
        drawing = share_of.department.name
        raise DomainError(
            "not_own", f"只能委派本部门的人员；其他部门的人员由{drawing}委派", "inspector"
        )


def require_decider(by: User, departure: Departure) -> None:
    """Let the head of the department decide that the officer leaves, on an object the lead department's."""
    draw = departure.draw
    if departure.inspector_id is None:
        require_organiser(by, draw, Permission.TASK_APPROVE)
    else:
        require_own_part(by, _part_left(departure), Permission.TASK_APPROVE)


def _part_left(departure: Departure) -> SubTask:
    """Return the sub-task that an officer leaves; who leaves all, that of the officer's department.

    An officer whose department has none there leaves the drawing department's.
    """
    parts = departure.draw.own_task.sub_tasks.filter(frame=departure.frame)
    if departure.object_id is not None or departure.inspector is None:
        return parts.get(object_tasks__object=departure.object_id)
    own = parts.filter(department=departure.inspector.department_id).first()
    return own or parts.get(share_of=None)
