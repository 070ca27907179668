"""The year's tasks by source and by level, and the voided ones (R-033, R-045, R-067)."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation import clock
from mingcha.foundation.access import permitted
from mingcha.reports.selectors.task_figures import task_figures
from mingcha.web.exports.answers import sheet_response
from mingcha.web.exports.sheet import Sheet
from mingcha.web.people import person
from mingcha.web.reports.tabs import report_tabs

_HEADINGS = (
    ("任务来源", 14),
    ("抽取次数", 10),
    ("检查户数", 10),
    ("发现问题户数", 14),
    ("其中联合抽取次数", 18),
    ("联合检查户数", 14),
    ("联合检查发现问题户数", 22),
)


@permitted(P.REPORT_VIEW)
@require_GET
def report_tasks(request: HttpRequest) -> HttpResponse:
    """Show the figures of this year so far."""
    user, year = person(request), clock.today().year
    context = {"figures": task_figures(user, year), "year": year}
    return render(
        request, "web/reports/tasks.html", context | {"tabs": report_tabs("report-tasks")}
    )


@permitted(P.REPORT_VIEW)
@require_GET
def report_tasks_export(request: HttpRequest) -> FileResponse:
    """Hand the figures by source out as a workbook."""
    user, year = person(request), clock.today().year
    figures = task_figures(user, year)
    lines = [
        (
            row.title,
            row.counted.draw_count,
            row.counted.object_count,
            row.counted.problem_object_count,
            row.jointly.draw_count,
            row.jointly.object_count,
            row.jointly.problem_object_count,
        )
        for row in [*figures.sources, figures.total]
    ]
    return sheet_response(Sheet(f"{year}年任务统计", _HEADINGS, lines))
