"""统计公开, the log of draws, and the files of snapshots."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from mingcha.foundation import clock
from mingcha.foundation.access import public
from mingcha.portal.pages import kept_download, number, page, paged, words
from mingcha.publication.models.publication import PublicationKind as K
from mingcha.publication.selectors import statistics
from mingcha.publication.selectors.log import entry_shown, log_entries
from mingcha.publication.selectors.snapshots import chosen, published_file
from mingcha.spreadsheets.formats import XLSX_MEDIA_TYPE

_ENTRIES = 50


@public
@require_safe
def counts(request: HttpRequest) -> HttpResponse:
    """Show the year's counts."""
    years = statistics.years() or [clock.today().year]
    asked = number(request, "year")
    year = asked if asked in years else years[0]
    context = {
        "years": years,
        "year": year,
        "tables": [
            ("按抽查类型", "类型", statistics.by_kind_of_task(year)),
            ("按部门", "部门", statistics.by_department(year)),
            ("按月份", "公布月份", statistics.by_month(year)),
        ],
    }
    return page(request, "statistics.html", context, section="public-statistics")


@public
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Show the log's entries, newest first."""
    draw_id = words(request, "draw", 30)
    found = paged(request, log_entries(draw_id), _ENTRIES)
    context = {
        "draw_id": draw_id,
        "page": found,
        "rows": [entry_shown(entry) for entry in found],
        "count": found.paginator.count,
    }
    return page(request, "log.html", context, section="public-draws")


@public
@require_safe
def list_file(request: HttpRequest, key: str, version: int, path: str) -> HttpResponseBase:
    """Give the workbook of an item list."""
    file = published_file(K.ITEM_LIST, key, version, path)
    return kept_download(request, file, path, XLSX_MEDIA_TYPE)


@public
@require_safe
def guide(request: HttpRequest, digest: str) -> HttpResponseBase:
    """Give a work guide."""
    row, _ = chosen(K.GUIDE, digest)
    name = row.content["file_name"]
    file = published_file(K.GUIDE, digest, row.version, name)
    return kept_download(request, file, name, row.content["media_type"])
