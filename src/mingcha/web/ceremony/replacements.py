"""Who leaves after the draw, who decides, and who comes by the rules (protocol section 10)."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import Forbidden, NotFound
from mingcha.tasks.actions import departures as actions
from mingcha.tasks.draw_policies import require_decider
from mingcha.tasks.models import Departure, Draw, TeamMember
from mingcha.tasks.models.departure import DepartureState
from mingcha.tasks.selectors.comparison import visible_parts
from mingcha.tasks.selectors.departures import (
    OPEN_TASKS,
    could_come,
    get_departure,
    next_object,
    visible_departures,
)
from mingcha.tasks.selectors.draws import get_draw
from mingcha.web.answers import accepted, tried
from mingcha.web.ceremony.replacement_forms import DecideForm, ObjectLeavesForm
from mingcha.web.people import person


@permitted(P.TASK_VIEW)
@require_GET
def replacement_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who asked to leave, who decided, and who came."""
    user = person(request)
    draw = get_draw(user, pk)
    if draw.state != "drawn" or not visible_parts(user, draw):
        raise NotFound("抽取以后才有替换")
    rows = list(visible_departures(user, draw))
    is_open = draw.own_task.state in OPEN_TASKS
    waiting = [row for row in rows if is_open and row.state == DepartureState.ASKED]
    context = {
        "draw": draw,
        "task": draw.own_task,
        "rows": sorted(rows, key=lambda row: row not in waiting),
        "deciding": {row.pk for row in waiting if _may_decide(user, row)},
    }
    return render(request, "web/ceremony/replacements.html", context)


@permitted(P.TASK_VIEW)
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Show a request with who comes next and why, and let the head decide."""
    user = person(request)
    draw = get_draw(user, pk)
    found = get_departure(user, draw, number)
    is_open = found.state == DepartureState.ASKED and draw.own_task.state in OPEN_TASKS
    form = DecideForm(request.POST or None) if is_open and _may_decide(user, found) else None
    if request.method == "POST" and form is not None:
        act = partial(actions.decide_departure, by=user, departure=found)
        if accepted(
            form,
            lambda: act(
                approved=form.cleaned_data["approved"] == "yes",
                reason=form.cleaned_data["reason"],
            ),
        ):
            messages.success(request, "已审批，结果写入抽取日志")
            return redirect("draw-replacements", pk=pk)
    context = {
        "draw": draw,
        "row": found,
        "form": form,
        "next": next_object(found) if form is not None else None,
        "is_open": is_open,
    }
    return render(request, "web/ceremony/replacement.html", context)


@permitted(P.TASK_ISSUE)
@require_http_methods(["GET", "POST"])
def object_leaves(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Ask that an object leave the list."""
    user = person(request)
    draw = get_draw(user, pk)
    found = draw.own_task.object_tasks.filter(pk=row, sub_task__department=user.department_id)
    one = found.select_related("object", "sub_task", "task").first()
    if one is None:
        raise NotFound
    form = ObjectLeavesForm(request.POST or None)
    if request.method == "POST":
        act = partial(actions.ask_object_departure, by=user, object_task=one)
        if accepted(form, lambda: act(**form.cleaned_data)):
            messages.success(request, "已提出，请牵头部门负责人审批")
            return redirect("draw-replacements", pk=pk)
    context = {"draw": draw, "row": one, "form": form}
    return render(request, "web/ceremony/object_leaves.html", context)


@permitted(P.TASK_ISSUE)
@require_POST
def officer_leaves(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """Ask that an officer leave all teams, as the register says they cannot go."""
    user = person(request)
    draw = get_draw(user, pk)
    act = partial(actions.ask_officer_departure, by=user, member=_member(user, draw, member))
    if tried(request, act, "已提出，请本部门负责人审批"):
        return redirect("draw-replacements", pk=pk)
    return redirect("draw-teams", pk=pk)


@permitted(P.TASK_APPROVE)
@require_http_methods(["GET", "POST"])
def recuse(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """Show among whom the lot will choose, and let a recused officer go."""
    user = person(request)
    draw = get_draw(user, pk)
    found = _member(user, draw, member)
    if request.method == "POST":
        act = partial(actions.replace_recused, by=user, member=found)
        done = "已回避。抽签安排的席位由规程确定的人补位，见“退出和替换”；直接委派的席位空缺，请另行委派"
        tried(request, act, done)
        return redirect("draw-teams", pk=pk)
    row = found.object_task
    leaving = Departure(
        draw=draw, frame=row.sub_task.frame, object=row.object, inspector=found.inspector
    )
    recusal = found.inspector.recusals.filter(object=row.object_id, ended_on=None).first()
    context = {
        "draw": draw,
        "member": found,
        "row": row,
        "recusal": recusal,
        "people": could_come(leaving) if recusal else (),
    }
    return render(request, "web/ceremony/recuse.html", context)


def _member(user: User, draw: Draw, pk: int) -> TeamMember:
    members = TeamMember.objects.filter(object_task__sub_task__in=visible_parts(user, draw))
    found = (
        members.select_related("inspector", "formed_team", "object_task__object")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def _may_decide(user: User, departure: Departure) -> bool:
    try:
        require_decider(user, departure)
    except (Forbidden, NotFound):
        return False
    return user.username != departure.asked_by
