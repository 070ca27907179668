"""On paper: an object's inspection notice (检查通知书) and a department's list of objects."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.registers.models.inspection_item import CheckMethod
from mingcha.tasks.models import Draw, ObjectTask
from mingcha.tasks.models.task import Disclosing
from mingcha.tasks.selectors.comparison import get_part, visible_parts
from mingcha.tasks.selectors.draws import get_draw
from mingcha.tasks.selectors.teams import kept_rows, leader_of, visits_this_year, with_teams
from mingcha.web.people import person


@permitted(P.TASK_VIEW)
@require_GET
def notice(request: HttpRequest, pk: int, object: int) -> HttpResponse:  # noqa: A002 - the route's word
    """Print one notice for all departments that come: one visit, many matters.

    Inspectors' names stay back until the visit unless the draw is open; the leader's unit is told.
    """
    user = person(request)
    draw = _issued(get_draw(user, pk))
    rows = kept_rows(draw.own_task).filter(object=object, sub_task__in=visible_parts(user, draw))
    rows = rows.select_related("object", "sub_task__department").order_by(
        "-sub_task__is_lead", "sub_task"
    )
    if not rows:
        raise NotFound
    scheme = draw.own_task.scheme
    context = {
        "draw": draw,
        "task": draw.own_task,
        "object": rows[0].object,
        "departments": [_department(row) for row in rows],
        "methods": [CheckMethod(method).label for method in scheme.methods],
        "scheme": scheme,
        "names_shown": draw.own_task.disclosing == Disclosing.IMMEDIATE,
        "at_the_door": draw.own_task.disclosing == Disclosing.DEFERRED,
        "visits": visits_this_year(object, draw.own_task.year),
    }
    return render(request, "web/ceremony/notice.html", context)


@permitted(P.TASK_VIEW)
@require_GET
def object_list(request: HttpRequest, pk: int, department: int) -> HttpResponse:
    """Print a department's objects with their teams, by code."""
    part = get_part(person(request), pk, department)
    draw = _issued(part.task.draw)
    context = {"draw": draw, "task": part.task, "part": part, "rows": with_teams(part)}
    return render(request, "web/ceremony/object_list.html", context)


def _issued(draw: Draw) -> Draw:
    if draw.own_task.issued_at is None:
        raise NotFound("任务派发后才有通知书和清单")
    return draw


def _department(row: ObjectTask) -> dict[str, object]:
    team = list(row.team.select_related("inspector__unit"))
    leader = leader_of(team)
    return {
        "department": row.sub_task.department,
        "items": row.sub_task.items.all(),
        "unit": leader.inspector.unit if leader else None,
        "team": team,
    }
