"""抽查公告: tasks that were issued, with scheme and drawn list where that is public."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from mingcha.foundation.access import public
from mingcha.portal.pages import page, paged, words
from mingcha.publication.models.publication import PublicationKind as K
from mingcha.publication.selectors.snapshots import chosen, current, newest, shown

_SECTION = "public-announcements"


@public
@require_safe
def announcements(request: HttpRequest) -> HttpResponse:
    """List the announcements, newest first, by a word of the title where one is given."""
    title = words(request, "title")
    rows = current(K.ANNOUNCEMENT).filter(title__icontains=title)
    found = paged(request, rows)
    context = {
        "title_asked": title,
        "page": found,
        "rows": [shown(row) for row in found],
        "count": found.paginator.count,
    }
    return page(request, "tasks/announcements.html", context, section=_SECTION)


@public
@require_safe
def announcement(request: HttpRequest, number: str) -> HttpResponse:
    """Show an announcement."""
    row, versions = chosen(K.ANNOUNCEMENT, number, request.GET.get("v", ""))
    listed = newest(K.DRAWN_LIST, number)
    results = current(K.RESULT).filter(task_number=number)
    context = {
        "task": shown(row),
        "versions": [shown(version) for version in versions],
        "is_newest": row == versions[0],
        "drawn": shown(listed) if listed else None,
        "results": results.count(),
        "has_draw": newest(K.DRAW, row.content["draw_id"]) is not None,
    }
    return page(request, "tasks/announcement.html", context, section=_SECTION)
