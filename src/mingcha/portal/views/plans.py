"""年度计划: plans with all their versions, and what a version changed (R-043, R-044)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from mingcha.foundation.access import public
from mingcha.foundation.errors import NotFound
from mingcha.portal.pages import download, number, page
from mingcha.publication.models.publication import PublicationKind as K
from mingcha.publication.selectors.plan_changes import plan_changes
from mingcha.publication.selectors.plan_package import package_name, plan_package
from mingcha.publication.selectors.snapshots import chosen, current, shown

_SECTION = "public-plans"


@public
@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """List the plans, of one year where one is chosen."""
    rows = sorted(current(K.PLAN), key=lambda row: (-row.content["year"], row.department))
    years = sorted({row.content["year"] for row in rows}, reverse=True)
    year = number(request, "year")
    found = [shown(row) for row in rows if year in {None, row.content["year"]}]
    context = {"plans": found, "years": years, "year": year}
    return page(request, "plans/plans.html", context, section=_SECTION)


@public
@require_safe
def plan(request: HttpRequest, key: str) -> HttpResponse:
    """Show a plan in the version that is asked for, the newest first."""
    row, versions = chosen(K.PLAN, key, request.GET.get("v", ""))
    context = {
        "plan": shown(row),
        "versions": [shown(version) for version in versions],
        "is_newest": row == versions[0],
    }
    return page(request, "plans/plan.html", context, section=_SECTION)


@public
@require_safe
def changes(request: HttpRequest, key: str, version: int) -> HttpResponse:
    """Show what a version changed against the one before it."""
    after, versions = chosen(K.PLAN, key, str(version))
    before = next((row for row in versions if row.version == after.version - 1), None)
    if before is None:
        raise NotFound("第一版之前没有可比较的版本")
    found = plan_changes(before.content, after.content)
    context = {"plan": shown(after), "before": shown(before), "changes": found}
    return page(request, "plans/changes.html", context, section=_SECTION)


@public
@require_safe
def package(request: HttpRequest, key: str, version: int) -> HttpResponse:
    """Give a version as one file for other platforms: data, workbook and digests."""
    row, _ = chosen(K.PLAN, key, str(version))
    return download(request, plan_package(row), package_name(row), "application/zip", row.digest)
