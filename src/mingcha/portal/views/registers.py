"""检查对象名录: which objects the departments keep, and so may draw (R-026)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from mingcha.foundation.access import public
from mingcha.portal.pages import kept_download, page
from mingcha.publication.models.publication import PublicationKind as K
from mingcha.publication.selectors.snapshots import current, published_file, shown

_SECTION = "public-items"
_ARCHIVE = "application/zip"


@public
@require_safe
def registers(request: HttpRequest) -> HttpResponse:
    """Show how many objects of each kind the departments keep, and where to get their lists."""
    lists = [shown(row) for row in current(K.OBJECT_LIST).order_by("department")]
    return page(request, "registers/lists.html", {"lists": lists}, section=_SECTION)


@public
@require_safe
def register_file(request: HttpRequest, key: str, version: int, path: str) -> HttpResponseBase:
    """Give a department's list as a table in an archive."""
    file = published_file(K.OBJECT_LIST, key, version, path)
    return kept_download(request, file, path, _ARCHIVE)
