"""Pages of the item coverage: what is not claimed and what was not inspected (R-010)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation import clock
from mingcha.foundation.access import permitted
from mingcha.reports.selectors.item_coverage import gaps_of, item_coverage
from mingcha.web.people import person
from mingcha.web.reports.tabs import report_tabs


@permitted(P.REPORT_VIEW)
@require_GET
def report_items(request: HttpRequest) -> HttpResponse:
    """Show every department's coverage."""
    year = clock.today().year
    rows = item_coverage(person(request), year)
    context = {"rows": rows, "year": year, "tabs": report_tabs("report-items")}
    return render(request, "web/reports/items.html", context)


@permitted(P.REPORT_VIEW)
@require_GET
def report_item_gaps(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one department's gaps."""
    year = clock.today().year
    gaps = gaps_of(person(request), pk, year)
    context = {"gaps": gaps, "year": year, "tabs": report_tabs("report-items")}
    return render(request, "web/reports/item_gaps.html", context)
