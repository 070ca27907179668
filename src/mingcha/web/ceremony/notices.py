"""On paper: an object's inspection notice (检查通知书) and a department's list of objects."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.core.notices.kinds import INSPECTION_NOTICE
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.notices.actions.issuing import issue_again
from mingcha.notices.selectors.issued import issued, notices_of_part
from mingcha.registers.models import InspectionObject
from mingcha.tasks.models import Draw
from mingcha.tasks.selectors.comparison import get_part, visible_parts
from mingcha.tasks.selectors.draws import get_draw
from mingcha.tasks.selectors.teams import kept_rows, with_teams
from mingcha.web.ceremony.qr import qr
from mingcha.web.notices.files import file_response
from mingcha.web.notices.issued import ASKING, issuing_page, link_to_ask, paper_of
from mingcha.web.people import person


@permitted(P.TASK_VIEW)
@require_GET
def notice(request: HttpRequest, pk: int, object: int) -> HttpResponse:  # noqa: A002 - the route's word
    """Print one notice for all departments that come: one visit, many matters.

    It is shown as it was made out. Inspectors' names stay back until the visit unless the draw is
    open; the leader's unit is told.
    """
    user = person(request)
    draw = _issued(get_draw(user, pk))
    thing = _object(user, draw, object)
    task = draw.own_task
    made = issued(INSPECTION_NOTICE, task, thing, task.lead_department).first()
    link = link_to_ask(request, made)
    context = {
        "draw": draw,
        "object": thing,
        "notice": made,
        "may_issue": _may_issue(user, draw),
        "asking": ASKING,
        "link": link,
        "code": qr(link, "申请回避的二维码") if link else "",
    }
    return render(request, "web/ceremony/notice.html", context)


@permitted(P.TASK_VIEW)
@require_http_methods(["GET", "POST"])
def notice_again(request: HttpRequest, pk: int, object: int) -> HttpResponse:  # noqa: A002 - the route's word
    """Show every time an object's notice was made out, and make it out again."""
    user = person(request)
    draw = _issued(get_draw(user, pk))
    thing = _object(user, draw, object)
    task = draw.own_task
    again = partial(issue_again, by=user, task=task, object_pk=object)
    return issuing_page(
        request,
        kind=INSPECTION_NOTICE,
        thing=thing,
        made=issued(INSPECTION_NOTICE, task, thing, task.lead_department),
        act=(lambda reason: again(reason=reason)) if _may_issue(user, draw) else None,
        back=reverse("draw-teams", args=[draw.pk]),
    )


@permitted(P.TASK_VIEW)
@require_GET
def notices_file(request: HttpRequest, pk: int, department: int, form: str) -> HttpResponse:
    """Give the notices of all objects of a department in one file, each on a page of its own."""
    part = get_part(person(request), pk, department)
    draw = _issued(part.task.draw)
    papers = [paper_of(request, each) for each in notices_of_part(part)]
    if not papers:
        raise NotFound("还没有出具检查通知书")
    return file_response(papers, form, f"检查通知书 {draw.own_task.number} {part.department.name}")


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


def _object(user: User, draw: Draw, pk: int) -> InspectionObject:
    rows = kept_rows(draw.own_task).filter(object=pk, sub_task__in=visible_parts(user, draw))
    row = rows.select_related("object").first()
    if row is None:
        raise NotFound
    return row.object


def _may_issue(user: User, draw: Draw) -> bool:
    return user.department_id == draw.own_task.lead_department_id and user.may(P.TASK_ISSUE)
