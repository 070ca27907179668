"""抽查结果: what was found, searched and filtered; each with its versions (R-078, R-085)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from mingcha.foundation.access import public
from mingcha.portal.pages import number, page, paged, words
from mingcha.publication.models.publication import PublicationKind as K
from mingcha.publication.parts import parts_of
from mingcha.publication.selectors.results import found_results, offered_filters
from mingcha.publication.selectors.snapshots import chosen, newest, shown

_SECTION = "public-results"


@public
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """List results, newest first."""
    asked = {name: words(request, name) for name in _ASKED}
    rows = found_results(**asked, year=number(request, "year"))
    found = paged(request, rows)
    context = {
        "asked": asked | {"year": number(request, "year")},
        "is_filtered": any(asked.values()) or number(request, "year") is not None,
        "offered": offered_filters(),
        "page": found,
        "rows": [shown(row) for row in found],
        "count": found.paginator.count,
    }
    return page(request, "results/results.html", context, section=_SECTION, is_indexed=False)


@public
@require_safe
def result(request: HttpRequest, key: str) -> HttpResponse:
    """Show a result with its versions and what became of it, in each department's part."""
    row, versions = chosen(K.RESULT, key, request.GET.get("v", ""))
    keys = [part["key"] for part in parts_of(row.content, key)]
    ended = {each: newest(K.FOLLOW_UP, each) for each in keys}
    context = {
        "result": shown(row),
        "versions": [shown(version) for version in versions],
        "is_newest": row == versions[0],
        "follow_ups": {each: shown(last) for each, last in ended.items() if last},
        "has_task": newest(K.ANNOUNCEMENT, row.task_number) is not None,
    }
    return page(request, "results/result.html", context, section=_SECTION, is_indexed=False)


_ASKED = ("name", "department", "result", "task")
