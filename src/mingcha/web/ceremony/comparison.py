"""A department's comparison of the drawn list with its own register."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from mingcha.accounts.permissions import Permission as P
from mingcha.core.workflow.object_task import OBJECT_TASK
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.tasks.actions import comparison
from mingcha.tasks.models import Draw
from mingcha.tasks.selectors.comparison import get_part, left_out, own_rows, visible_parts
from mingcha.tasks.selectors.draws import get_draw
from mingcha.web.answers import tried
from mingcha.web.people import person


@permitted(P.TASK_VIEW)
@require_GET
def part(request: HttpRequest, pk: int, department: int) -> HttpResponse:
    """Show the drawn objects that the department has, and why others are left out."""
    user = person(request)
    part = get_part(user, pk, department)
    draw: Draw = part.task.draw
    if draw.state != "drawn":
        raise NotFound("抽取之后才有名单")
    is_own = user.department_id == part.department_id and user.may(P.LIST_COMPARE)
    rows = list(own_rows(part))
    for row in rows:
        row.dialog = f"not-mine-{row.pk}"  # type: ignore[attr-defined]  # for the page alone
    context = {
        "draw": draw,
        "task": part.task,
        "part": part,
        "rows": rows,
        "left_out": left_out(part),
        "states": OBJECT_TASK.states,
        "may_act": is_own and part.task.state == "objects_drawn" and not part.compared_at,
    }
    return render(request, "web/ceremony/part.html", context)


@permitted(P.LIST_COMPARE)
@require_POST
def not_mine(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Take an object off the department's list."""
    user = person(request)
    draw = get_draw(user, pk)
    found = draw.own_task.object_tasks.filter(
        pk=row, sub_task__in=visible_parts(user, draw)
    ).first()
    if found is None:
        raise NotFound
    reason = request.POST.get("reason", "")
    act = partial(comparison.mark_not_mine, by=user, object_task=found, reason=reason)
    tried(request, act, "已标记为非本部门对象")
    return redirect("draw-part", pk=pk, department=found.sub_task.department_id)


@permitted(P.LIST_COMPARE)
@require_POST
def confirm(request: HttpRequest, pk: int, department: int) -> HttpResponse:
    """Hand the comparison in."""
    user = person(request)
    part = get_part(user, pk, department)
    tried(request, partial(comparison.confirm_list, by=user, sub_task=part), "比对结果已提交")
    return redirect("draw-part", pk=pk, department=department)
