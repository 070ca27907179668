"""一业一查清单: which industries several departments check together, and what each checks (R-007)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from mingcha.foundation.access import public
from mingcha.portal.pages import kept_download, page, words
from mingcha.publication.models.publication import PublicationKind as K
from mingcha.publication.selectors.snapshots import chosen, current, published_file, shown
from mingcha.spreadsheets.formats import XLSX_MEDIA_TYPE

_SECTION = "public-items"


@public
@require_safe
def industry_lists(request: HttpRequest) -> HttpResponse:
    """List the departments that lead joint checks."""
    lists = [shown(row) for row in current(K.INDUSTRY_LIST).order_by("department")]
    return page(request, "industries/lists.html", {"lists": lists}, section=_SECTION)


@public
@require_safe
def industry_list(request: HttpRequest, key: str) -> HttpResponse:
    """Show a department's list, in the version that is asked for."""
    row, versions = chosen(K.INDUSTRY_LIST, key, request.GET.get("v", ""))
    query = words(request, "name")
    context = {
        "list": shown(row),
        "rows": [each for each in row.content["rows"] if query in each["industry"] + each["title"]],
        "name": query,
        "versions": [shown(version) for version in versions],
        "is_newest": row == versions[0],
    }
    return page(request, "industries/list.html", context, section=_SECTION)


@public
@require_safe
def industry_file(request: HttpRequest, key: str, version: int, path: str) -> HttpResponseBase:
    """Give the workbook of a list."""
    file = published_file(K.INDUSTRY_LIST, key, version, path)
    return kept_download(request, file, path, XLSX_MEDIA_TYPE)
