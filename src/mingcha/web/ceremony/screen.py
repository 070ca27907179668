"""The big screen: what is decided and stored, for everybody in the room.

In sealed modes no ticket, key, threshold or group is public (protocol section 9): digests, counts
and the parties' ticks are shown, and in confidential draws the drawn names by their codes.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_GET

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation import clock
from mingcha.foundation.access import permitted
from mingcha.tasks.models import Draw, DrawnObject, PoolStratum
from mingcha.tasks.models.task import Disclosing
from mingcha.tasks.selectors.draws import get_draw
from mingcha.web.ceremony.qr import qr
from mingcha.web.ceremony.stations import drawn_counts, fingerprint, is_open, stations
from mingcha.web.people import person

_SCREEN_INK = "#0a1420"
_ROWS = 14
"""Rows that a screen of 1920 × 1080 holds."""


@dataclass(frozen=True, slots=True)
class Group:
    """A stratum by its neutral number (第 1 组 …): drawn of eligible, and the threshold."""

    number: int
    frame: str
    stratum: str
    drawn: int
    eligible: int
    threshold: str


@permitted(P.TASK_VIEW)
@require_GET
def screen(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the ceremony on a projector."""
    draw = get_draw(person(request), pk)
    others = draw.own_task.sub_tasks.filter(share_of=None, is_lead=False).select_related(
        "department"
    )
    context = {
        "draw": draw,
        "task": draw.own_task,
        "stations": stations(draw),
        "now": clock.now(),
        "parties": draw.parties.select_related(
            "user__department", "unit__department", "invitation"
        ),
        "others": [part.department.short_name for part in others],
        "qr": qr(
            request.build_absolute_uri(public_address(draw)), "公开页面二维码", dark=_SCREEN_INK
        ),
        "seen": fingerprint(draw),
        "is_open": is_open(draw),
        **(_result(request, draw) if draw.state == "drawn" else {}),
    }
    return render(request, "web/ceremony/screen.html", context)


def public_address(draw: Draw) -> str:
    """Return where the public verifies the draw."""
    try:
        return reverse("public-draw", args=[draw.draw_id])
    except NoReverseMatch:
        return f"/public/draws/{draw.draw_id}/"


def _result(request: HttpRequest, draw: Draw) -> dict[str, object]:
    drawn, reserve = drawn_counts(draw)
    counts: dict[str, object] = {"drawn": drawn, "reserve": reserve, "is_result": True}
    if draw.own_task.disclosing == Disclosing.IMMEDIATE:
        return counts | _open_list(request, draw)
    if draw.own_task.disclosing == Disclosing.CONFIDENTIAL:
        return counts | {"names": _page(request, _names(draw))}
    return counts


def _open_list(request: HttpRequest, draw: Draw) -> dict[str, object]:
    groups = _groups(draw)
    wanted = request.GET.get("group", "1")
    group = next((g for g in groups if str(g.number) == wanted), groups[0])
    rows = list(
        DrawnObject.objects.filter(draw=draw, frame=group.frame, stratum=group.stratum)
        .exclude(status="F")
        .select_related("object")
        .order_by("rank")
    )
    page = _page(request, rows, first=max(group.drawn - 1, 0) // _ROWS + 1)
    return {
        "groups": groups,
        "group": group,
        "page": page,
        "left": group.eligible - len(rows),
        "lines": [(row, row.rank == group.drawn, row.rank - group.drawn) for row in page],
    }


def _groups(draw: Draw) -> list[Group]:
    lead = draw.own_task.sub_tasks.get(is_lead=True)
    strata = PoolStratum.objects.filter(sub_task=lead)
    eligible = dict(strata.values_list("code", "eligible"))
    found: list[Group] = []
    drawn = DrawnObject.objects.filter(draw=draw, frame=lead.frame)
    for stratum in drawn.values_list("stratum", flat=True).distinct().order_by("stratum"):
        chosen = drawn.filter(stratum=stratum, status__startswith="D").order_by("-rank")
        last = chosen.first()
        found.append(
            Group(
                number=len(found) + 1,
                frame=lead.frame,
                stratum=stratum,
                drawn=chosen.count(),
                eligible=eligible.get(stratum, 0),
                threshold=last.ticket if last else "",
            )
        )
    return found


def _names(draw: Draw) -> list[DrawnObject]:
    rows = DrawnObject.objects.filter(draw=draw, status__startswith="D").select_related("object")
    return list(rows.order_by("object__code"))


def _page(request: HttpRequest, rows: list[DrawnObject], first: int = 1) -> Page[DrawnObject]:
    """Return the rows asked for; ``first`` is shown where nobody asked, such as the threshold's."""
    return Paginator(rows, _ROWS).get_page(request.GET.get("page") or first)
