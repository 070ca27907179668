"""How draws and visits of the year are shared between key and general, by department (R-056)."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation import clock
from mingcha.foundation.access import permitted
from mingcha.plans.models.target import Indicator
from mingcha.reports.selectors.emphasis import (
    DepartmentEmphasis,
    Shared,
    departments_emphasis,
    emphasis_of,
)
from mingcha.reports.selectors.standing import standing
from mingcha.web import wording
from mingcha.web.exports.answers import sheet_response
from mingcha.web.exports.sheet import Sheet
from mingcha.web.people import person
from mingcha.web.reports.tabs import report_tabs

_HEADINGS = (
    ("部门", 30),
    ("计划抽取次数（重点）", 20),
    ("计划抽取次数（一般）", 20),
    ("抽到户数（重点）", 18),
    ("抽到户数（一般）", 18),
    ("已检查户数（重点）", 18),
    ("已检查户数（一般）", 18),
    ("已检查户数中重点占比", 22),
)


@permitted(P.REPORT_VIEW)
@require_GET
def report_emphasis(request: HttpRequest) -> HttpResponse:
    """Show every department's share, and the region's against its target."""
    user, year = person(request), clock.today().year
    share = emphasis_of(user.region, year).share
    context = {
        "rows": departments_emphasis(user, year),
        "standing": standing(Indicator.KEY_SHARE, share, "户", user.region, year),
        "year": year,
        "tabs": report_tabs("report-emphasis"),
    }
    return render(request, "web/reports/emphasis.html", context)


@permitted(P.REPORT_VIEW)
@require_GET
def report_emphasis_export(request: HttpRequest) -> FileResponse:
    """Hand the shares out as a workbook."""
    year = clock.today().year
    lines = (_line(row) for row in departments_emphasis(person(request), year))
    return sheet_response(Sheet(f"{year}年重点抽查", _HEADINGS, lines))


def _line(row: DepartmentEmphasis) -> tuple[object, ...]:
    counted: list[Shared] = [row.planned, row.drawn, row.visited]
    numbers = [number for each in counted for number in (each.key, each.general)]
    bp = row.visited.share.basis_points
    return (row.department.name, *numbers, "" if bp is None else wording.share(bp))
