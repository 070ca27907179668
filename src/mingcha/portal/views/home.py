"""The front page, the search, and an enterprise's own page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from mingcha.foundation import clock
from mingcha.foundation.access import public
from mingcha.foundation.errors import NotFound
from mingcha.portal.pages import page, paged, words
from mingcha.publication.models.publication import PublicationKind as K
from mingcha.publication.selectors import statistics
from mingcha.publication.selectors.objects import known_objects, object_shown
from mingcha.publication.selectors.snapshots import current, shown

_NEWEST = 5


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the search, the six sections, what is new, and the year so far."""
    year = clock.today().year
    lists, plans = current(K.ITEM_LIST), current(K.PLAN)
    plans_of_year = [plan for plan in plans if plan.content["year"] == year]
    rows = statistics.by_kind_of_task(year)
    context = {
        "departments": lists.count(),
        "items": sum(len(row.content["items"]) for row in lists),
        "year": year,
        "lines": sum(len(row.content["lines"]) for row in plans_of_year),
        "announced": rows[-1].tasks,
        "found": rows[-1].households,
        "draws": current(K.DRAW).count(),
        "announcements": [shown(row) for row in current(K.ANNOUNCEMENT)[:_NEWEST]],
        "results": [shown(row) for row in current(K.RESULT)[:_NEWEST]],
        "rows": rows,
        "today": clock.today(),
    }
    return page(request, "home.html", context, section="public-home")


@public
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Find enterprises by a part of the name or the beginning of the code."""
    query = words(request, "q")
    found = paged(request, known_objects(query))
    if len(found.object_list) == 1 and found.number == 1 and found[0]["object_code"] == query:
        return redirect("public-object", code=query)
    context = {"query": query, "page": found, "count": found.paginator.count}
    return page(request, "search.html", context, section="public-home", is_indexed=False)


@public
@require_safe
def enterprise(request: HttpRequest, code: str) -> HttpResponse:
    """Show all that was published about one enterprise."""
    told = object_shown(code)
    if told is None:
        raise NotFound("没有这家企业的公开抽查记录")
    return page(request, "object.html", told, section="public-results", is_indexed=False)
