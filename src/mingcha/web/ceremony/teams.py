"""The teams: matched by the draw, completed by the heads, confirmed and sent out."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.core.workflow.object_task import BEFORE_RESULTS
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.tasks.actions import issuing, teams
from mingcha.tasks.models import Draw, ObjectTask, SubTask
from mingcha.tasks.models.departure import DepartureState
from mingcha.tasks.selectors.comparison import visible_parts
from mingcha.tasks.selectors.departures import (
    OPEN_TASKS,
    cannot_go,
    visible_departures,
)
from mingcha.tasks.selectors.draws import get_draw
from mingcha.tasks.selectors.teams import empty_slots, incomplete, open_recusals, with_teams
from mingcha.web.answers import accepted, tried
from mingcha.web.ceremony.forms import AssignForm
from mingcha.web.ceremony.steps import next_step
from mingcha.web.people import person

WITH_TEAMS = frozenset(
    {"list_compared", "inspectors_drawn", "issued", "in_progress", "done", "closed"}
)
"""States of a task whose teams are shown."""


@permitted(P.TASK_VIEW)
@require_GET
def team_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Show each department's objects with their teams, and what is lacking."""
    user = person(request)
    draw = get_draw(user, pk)
    parts = visible_parts(user, draw)
    if draw.own_task.state not in WITH_TEAMS or not parts:
        raise NotFound("名单比对完成后才有检查组")
    asked = list(visible_departures(user, draw).filter(state=DepartureState.ASKED))
    lacking = set(incomplete(draw.own_task).values_list("pk", flat=True))
    context = {
        "draw": draw,
        "task": draw.own_task,
        "step": next_step(user, draw),
        "parts": [(part, with_teams(part), _assigns(user, part)) for part in parts],
        "lacking": lacking,
        "recused": set(open_recusals(draw.own_task).values_list("pk", flat=True)),
        "may_assign": user.may(P.TASK_APPROVE) and draw.own_task.state in OPEN_TASKS,
        "may_ask": user.may(P.TASK_ISSUE) and draw.own_task.state in OPEN_TASKS,
        "waiting": len(asked),
        "leaving": {each.object_id for each in asked if each.inspector_id is None},
        "going": {each.inspector_id for each in asked if each.object_id is None} - {None},
        "open_rows": BEFORE_RESULTS,
        "unfit": cannot_go(draw.own_task),
        "may_arrange": user.may(P.TASK_ISSUE),
        "own": user.department_id,
        "has_experts": draw.expert_pools.exists(),
        "is_issued": draw.own_task.issued_at is not None,
    }
    return render(request, "web/ceremony/teams.html", context)


@permitted(P.TASK_APPROVE)
@require_http_methods(["GET", "POST"])
def assign(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Let the head fill an empty place."""
    user = person(request)
    draw = get_draw(user, pk)
    found = _row(draw, row, user.department_id)
    form = AssignForm(request.POST or None, row=found, sender=user.department_id)
    if request.method == "POST":
        act = partial(teams.assign_directly, by=user, object_task=found)
        if accepted(form, lambda: act(**form.cleaned_data)):
            messages.success(request, "已委派，依据和理由已留存，日志已记明这一席位不是抽出的")
            return redirect("draw-teams", pk=pk)
    context = {"draw": draw, "row": found, "form": form, "places": len(empty_slots(found))}
    return render(request, "web/ceremony/assign.html", context)


@permitted(P.DRAW_OPERATE)
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm that all teams are complete."""
    user = person(request)
    task = get_draw(user, pk).own_task
    tried(request, partial(teams.confirm_teams, by=user, task=task), "检查组已确认")
    return redirect("draw-teams", pk=pk)


@permitted(P.TASK_ISSUE)
@require_POST
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the task out."""
    user = person(request)
    task = get_draw(user, pk).own_task
    tried(request, partial(issuing.issue_task, by=user, task=task), "任务已派发，通知书已生成")
    return redirect("draw-teams", pk=pk)


def _assigns(user: User, part: SubTask) -> bool:
    """Tell whether the user's department sends people to a part: its own, or a share of it."""
    drawing = part.share_of.department_id if part.share_of else None
    return user.department_id in {part.department_id, drawing}


def _row(draw: Draw, pk: int, department: int | None) -> ObjectTask:
    own = Q(sub_task__department=department) | Q(sub_task__share_of__department=department)
    row = draw.own_task.object_tasks.filter(own, pk=pk).first()
    if row is None:
        raise NotFound
    return row
