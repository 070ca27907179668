"""Pages of the item coverage: what is not claimed and what was not inspected (R-010)."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation import clock
from mingcha.foundation.access import permitted
from mingcha.reports.selectors.item_coverage import (
    DepartmentCoverage,
    gaps_of,
    item_coverage,
)
from mingcha.web import wording
from mingcha.web.exports.answers import sheet_response
from mingcha.web.exports.sheet import Sheet
from mingcha.web.people import person
from mingcha.web.reports.tabs import report_tabs

_HEADINGS = (
    ("部门", 30),
    ("上级部门", 30),
    ("认领覆盖率", 12),
    ("已认领", 10),
    ("未认领", 10),
    ("其中逾期", 10),
    ("不在职责范围", 14),
    ("本级事项", 10),
    ("今年没有查过", 14),
)


@permitted(P.REPORT_VIEW)
@require_GET
def report_items(request: HttpRequest) -> HttpResponse:
    """Show every department's coverage."""
    year = clock.today().year
    rows = item_coverage(person(request), year)
    context = {"rows": rows, "year": year, "tabs": report_tabs("report-items")}
    return render(request, "web/reports/items.html", context)


@permitted(P.REPORT_VIEW)
@require_GET
def report_items_export(request: HttpRequest) -> FileResponse:
    """Hand the coverage out as a workbook."""
    year = clock.today().year
    lines = (_line(row) for row in item_coverage(person(request), year))
    return sheet_response(Sheet(f"{year}年事项覆盖", _HEADINGS, lines))


def _line(row: DepartmentCoverage) -> tuple[object, ...]:
    claims = row.claims
    share = wording.share(claims.coverage_bp) if claims and claims.coverage_bp is not None else ""
    told = (claims.claimed, claims.open, claims.overdue, claims.not_own) if claims else ("",) * 4
    superior = row.superior.name if row.superior else ""
    return (row.department.name, superior, share, *told, row.in_force, row.not_inspected)


@permitted(P.REPORT_VIEW)
@require_GET
def report_item_gaps(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one department's gaps."""
    year = clock.today().year
    gaps = gaps_of(person(request), pk, year)
    context = {"gaps": gaps, "year": year, "tabs": report_tabs("report-items")}
    return render(request, "web/reports/item_gaps.html", context)
