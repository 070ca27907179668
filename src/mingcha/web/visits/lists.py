"""今日 · 任务 · 记录 · 我的."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

import segno
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET

from mingcha.accounts.permissions import Permission as P
from mingcha.core.workflow.object_task import OBJECT_TASK
from mingcha.foundation import clock
from mingcha.foundation.access import permitted
from mingcha.inspections.photographs import small_copy
from mingcha.inspections.policies import certificate_fault
from mingcha.inspections.selectors import own, reviews
from mingcha.inspections.selectors.checklist import screens
from mingcha.tasks.models import ObjectTask
from mingcha.web.people import person
from mingcha.web.visits.phone import phone_page, tag_state

_THUMB, _LARGE = 240, 1600
_SHOWN = 50


@permitted(P.VISIT_RECORD)
@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """Show what is to be done today, and what comes."""
    user = person(request)
    context: dict[str, object] = {
        "day": clock.today(),
        "today": [card(row) for row in own.todays_visits(user)],
        "coming": [card(row) for row in own.coming_visits(user)[:_SHOWN]],
    }
    return phone_page(request, "today.html", "today", context)


@permitted(P.VISIT_RECORD)
@require_GET
def tasks(request: HttpRequest) -> HttpResponse:
    """Show the open visits by task."""
    rows = own.open_visits(person(request)).order_by("task__period_to", "task", "object__code")
    groups = [(task, [card(r) for r in part]) for task, part in groupby(rows, lambda r: r.task)]
    return phone_page(request, "tasks.html", "tasks", {"groups": groups})


@permitted(P.VISIT_RECORD)
@require_GET
def records(request: HttpRequest) -> HttpResponse:
    """Show what was handed in."""
    rows = own.own_records(person(request))
    context: dict[str, object] = {"cards": [card(r) for r in rows[:_SHOWN]], "count": rows.count()}
    return phone_page(request, "records.html", "records", context)


@permitted(P.VISIT_RECORD)
@require_GET
def me(request: HttpRequest) -> HttpResponse:
    """Show the officer's certificate as a code to scan."""
    inspector = own.own_inspector(person(request))
    number = inspector.certificate_no or ""
    text = f"行政执法证 {number} {inspector.name} {inspector.department.name}"
    svg = segno.make(text, error="m").svg_inline(omitsize=True, border=0, svgclass=None)
    context: dict[str, object] = {
        "inspector": inspector,
        "fault": certificate_fault(inspector, clock.today()),
        "code": mark_safe(svg),  # noqa: S308 - drawn by segno: squares only, none of the text
    }
    return phone_page(request, "me.html", "me", context)


@permitted(P.VISIT_RECORD, P.TASK_VIEW)
@require_GET
def photo(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a small copy of a photo, or with ``?original`` hand out its bytes as they were taken."""
    found = reviews.get_photo(person(request), pk)
    content = bytes(found.content)
    if "original" in request.GET:
        response = HttpResponse(content, content_type=found.media_type)
        name = f"{found.sha256[:16]}.{found.media_type.split('/')[1]}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    else:
        side = _LARGE if "large" in request.GET else _THUMB
        response = HttpResponse(small_copy(content, side), content_type="image/jpeg")
    response["Cache-Control"] = "private, max-age=600"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def card(row: ObjectTask) -> dict[str, object]:
    """Return an object task as ``web/visits/card.html`` shows it."""
    done = screens(row.record) if row.state in {"visiting", "recorded", "returned"} else []
    return {
        "row": row,
        "colleagues": _colleagues(row.team.all()),
        "state": OBJECT_TASK.states[row.state],
        "tag": tag_state(row.state),
        "answered": sum(screen.is_done for screen in done),
        "total": len(done),
    }


def _colleagues(team: Iterable[object]) -> str:
    return "、".join(str(getattr(member, "inspector", "")) for member in team)
