"""年度实施方案和抽查规则: documents that offices and departments issued, in all their versions."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from mingcha.foundation.access import public
from mingcha.foundation.errors import NotFound
from mingcha.portal.pages import kept_download, page, paged
from mingcha.publication.models import Publication
from mingcha.publication.models.publication import PublicationKind as K
from mingcha.publication.selectors.snapshots import chosen, current, published_file, shown

_SECTION = "public-plans"
_KINDS = {"schemes": K.SCHEME, "rules": K.RULES}
_PDF = "application/pdf"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@public
@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """List the documents in force, newest first."""
    kinds = {kind: name for name, kind in _KINDS.items()}
    newest = reduce(or_, (Q(pk__in=current(kind).values("pk")) for kind in _KINDS.values()))
    rows = Publication.objects.filter(newest).order_by("-published_at", "key")
    found = paged(request, rows)
    entries = [(kinds[K(row.kind)], shown(row)) for row in found]
    context = {"page": found, "entries": entries, "count": found.paginator.count}
    return page(request, "plans/documents.html", context, section=_SECTION)


@public
@require_safe
def document(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Show a document in the version that is asked for, the newest first."""
    row, versions = chosen(_kind(kind), key, request.GET.get("v", ""))
    context = {
        "kind": kind,
        "document": shown(row),
        "versions": [shown(version) for version in versions],
        "is_newest": row == versions[0],
    }
    return page(request, "plans/document.html", context, section=_SECTION)


@public
@require_safe
def document_file(
    request: HttpRequest, kind: str, key: str, version: int, path: str
) -> HttpResponseBase:
    """Give a file of a document."""
    file = published_file(_kind(kind), key, version, path)
    media_type = _PDF if path.endswith(".pdf") else _DOCX
    return kept_download(request, file, path, media_type)


def _kind(name: str) -> K:
    if name not in _KINDS:
        raise NotFound
    return _KINDS[name]
