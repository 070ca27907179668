"""Objects visited more often than the caps allow: the report and its workbook (R-050)."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation import clock
from mingcha.foundation.access import permitted
from mingcha.reports.selectors.excess import Excess, excess_report
from mingcha.web.exports.answers import sheet_response
from mingcha.web.exports.sheet import Sheet
from mingcha.web.people import person
from mingcha.web.reports.tabs import report_tabs

SHOWN = 200
_HEADINGS = (
    ("统一社会信用代码", 22),
    ("名称", 34),
    ("频次上限", 24),
    ("最多次数", 10),
    ("实际次数", 10),
    ("检查日期", 12),
    ("任务", 30),
    ("检查部门", 30),
)


@permitted(P.REPORT_VIEW)
@require_GET
def report_excess(request: HttpRequest) -> HttpResponse:
    """Show the objects beyond a cap, the furthest beyond it first, and whose visits they were."""
    report = excess_report(person(request))
    context = {
        "rows": report.rows[:SHOWN],
        "total": len(report.rows),
        "departments": report.departments,
        "today": clock.today(),
        "tabs": report_tabs("report-excess"),
    }
    return render(request, "web/reports/excess.html", context)


@permitted(P.REPORT_VIEW)
@require_GET
def report_excess_export(request: HttpRequest) -> FileResponse:
    """Hand them out as a workbook, one line for each visit."""
    rows = excess_report(person(request)).rows
    lines = (line for row in rows for line in _lines(row))
    return sheet_response(Sheet(f"{clock.today():%Y-%m-%d}超频次检查", _HEADINGS, lines))


def _lines(row: Excess) -> Iterator[tuple[object, ...]]:
    for visit in row.visits:
        yield (
            row.object.code,
            row.object.name,
            row.cap,
            row.shown,
            row.made,
            visit.on.isoformat(),
            visit.title,
            "、".join(visit.departments),
        )
