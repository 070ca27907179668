"""A plan beside an earlier year's, line by line, as a page and as a table."""

from __future__ import annotations

from dataclasses import astuple

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.plans.models import PlanVersion
from mingcha.plans.selectors.plans import get_plan, newest_version
from mingcha.reports.desk.years import LineOfYears, comparable_years, line_by_line
from mingcha.web.exports.answers import sheet_response
from mingcha.web.exports.sheet import Sheet
from mingcha.web.people import person

_FIGURES = ("抽取次数", "抽取户数", "检查户数", "发现问题户数")
_HEADINGS = (
    ("对照", 8),
    ("本年任务", 30),
    ("往年任务", 30),
    ("变化", 60),
    *((f"{year}{what}", 16) for year in ("往年", "本年") for what in _FIGURES),
)


@permitted(P.PLAN_VIEW)
@require_GET
def plan_years(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what stayed, what changed, what is new and what was dropped, and what came of each."""
    version, years, year = _asked(request, pk)
    context = {
        "version": version,
        "plan": version.plan,
        "year": year,
        "years": years,
        "rows": [(_kind(each), each) for each in line_by_line(version, year)],
    }
    return render(request, "web/plans/years.html", context)


@permitted(P.PLAN_VIEW)
@require_GET
def plan_years_export(request: HttpRequest, pk: int) -> FileResponse:
    """Hand the comparison out as a workbook."""
    version, _, year = _asked(request, pk)
    lines = [_line(each) for each in line_by_line(version, year)]
    return sheet_response(Sheet(f"{version.plan.year}年与{year}年计划对照", _HEADINGS, lines))


def _asked(request: HttpRequest, pk: int) -> tuple[PlanVersion, list[int], int]:
    """Return the plan's newest version, the years to choose from, and the one asked for or the last."""
    version = newest_version(get_plan(person(request), pk))
    years = comparable_years(version.plan)
    if not years:
        raise NotFound
    asked = [year for year in years if str(year) == request.GET.get("year")]
    return version, years, (asked or years)[0]


def _kind(row: LineOfYears) -> str:
    if row.pair.then is None:
        return "新增"
    if row.pair.now is None:
        return "取消"
    return "有变化" if row.pair.changes else "照旧"


def _line(row: LineOfYears) -> tuple[object, ...]:
    pair = row.pair
    told = "；".join(f"{each.field}：{each.before} → {each.after}" for each in pair.changes)
    names = [line.name if line else "" for line in (pair.now, pair.then)]
    return (_kind(row), *names, told, *astuple(row.then), *astuple(row.now))
