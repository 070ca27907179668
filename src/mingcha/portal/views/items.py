"""抽查事项: the departments' lists and each item with its basis and checklist (R-008)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from mingcha.foundation.access import public
from mingcha.foundation.errors import NotFound
from mingcha.portal.pages import page, words
from mingcha.publication.models.publication import PublicationKind as K
from mingcha.publication.selectors.snapshots import chosen, current, shown

_SECTION = "public-items"


@public
@require_safe
def item_lists(request: HttpRequest) -> HttpResponse:
    """List the departments."""
    lists = [shown(row) for row in current(K.ITEM_LIST).order_by("department")]
    return page(request, "items/lists.html", {"lists": lists}, section=_SECTION)


@public
@require_safe
def staff(request: HttpRequest) -> HttpResponse:
    """Show how many inspectors the departments have (R-026)."""
    lists = [shown(row) for row in current(K.STAFF_LIST).order_by("department")]
    return page(request, "items/staff.html", {"lists": lists}, section=_SECTION)


@public
@require_safe
def item_list(request: HttpRequest, key: str) -> HttpResponse:
    """Show a department's list, in the version that is asked for."""
    row, versions = chosen(K.ITEM_LIST, key, request.GET.get("v", ""))
    query = words(request, "name")
    items = [item for item in row.content["items"] if query in item["name"] + item["category"]]
    context = {
        "list": shown(row),
        "items": items,
        "name": query,
        "versions": [shown(version) for version in versions],
        "is_newest": row == versions[0],
    }
    return page(request, "items/list.html", context, section=_SECTION)


@public
@require_safe
def item(request: HttpRequest, key: str, code: str) -> HttpResponse:
    """Show an item: what is checked, on which basis, how, and what an enterprise may ask itself."""
    row, _ = chosen(K.ITEM_LIST, key, request.GET.get("v", ""))
    found = next((item for item in row.content["items"] if item["code"] == code), None)
    if found is None:
        raise NotFound("清单中没有这个事项，可能已经停用")
    return page(request, "items/item.html", {"list": shown(row), "item": found}, section=_SECTION)
