"""Pages of full coverage: the figures, the gaps behind them, and the number of certificate holders."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.foundation import clock
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.registers.actions.headcounts import state_headcount
from mingcha.registers.models import CertifiedHeadcount, ImportBatch
from mingcha.registers.models.import_batch import RowOutcome
from mingcha.registers.selectors.objects import registers_within
from mingcha.registers.selectors.reconciliation import (
    compared_on,
    last_loads,
    missing_rows,
    objects_beyond,
)
from mingcha.reports.selectors.coverage import coverage
from mingcha.web.answers import accepted
from mingcha.web.exports.answers import sheet_response
from mingcha.web.people import person
from mingcha.web.registers.coverage.figures import cards
from mingcha.web.registers.coverage.forms import HeadcountForm
from mingcha.web.registers.coverage.sheets import coverage_sheet, gap_of, gaps_sheet

_PER_PAGE = 50
_TITLES = {
    RowOutcome.REFUSED.value: "来源有、名录没有",
    RowOutcome.GONE.value: "名录有、来源没有",
}


@permitted(P.REGISTER_VIEW)
@require_GET
def coverage_page(request: HttpRequest) -> HttpResponse:
    """Show the coverage of the department, or of every one in the region."""
    user = person(request)
    page = coverage(user)
    context = {
        "rows": page.rows,
        "cards": cards(user, page.rows, sees_classes=page.sees_classes),
        "today": clock.today(),
        "has_department": user.department is not None,
        "may_edit": user.may(P.REGISTER_EDIT) and user.department is not None,
    }
    return render(request, "web/registers/coverage/page.html", context)


@permitted(P.REGISTER_VIEW)
@require_GET
def coverage_export(request: HttpRequest) -> FileResponse:
    """Hand the figures out as a workbook."""
    return sheet_response(coverage_sheet(coverage(person(request))))


@permitted(P.REGISTER_VIEW)
@require_GET
def gaps(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a source has and the register lacks, or the other way round."""
    batch, chosen = _load(person(request), pk), _chosen(request)
    rows = _rows(batch, chosen)
    page = Paginator(rows, _PER_PAGE).get_page(request.GET.get("page"))
    tabs = [
        {"title": title, "url": f"?rows={outcome}", "active": outcome == chosen}
        for outcome, title in _TITLES.items()
    ]
    context = {
        "batch": batch,
        "day": compared_on(batch),
        "chosen": chosen,
        "tabs": tabs,
        "page": page,
        "rows": [gap_of(row) for row in page],
        "is_own": batch.department_id == person(request).department_id,
        "may_import": person(request).may(P.REGISTER_IMPORT),
    }
    return render(request, "web/registers/coverage/gaps.html", context)


@permitted(P.REGISTER_VIEW)
@require_GET
def gaps_export(request: HttpRequest, pk: int) -> FileResponse:
    """Hand the same rows out as a workbook."""
    batch, chosen = _load(person(request), pk), _chosen(request)
    return sheet_response(gaps_sheet(_TITLES[chosen], _rows(batch, chosen)))


@permitted(P.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def headcount(request: HttpRequest) -> HttpResponse:
    """State how many of the department hold a certificate."""
    user = person(request)
    department = user.department
    if department is None:
        raise NotFound
    form = HeadcountForm(request.POST or None)
    if request.method == "POST":
        state = state_headcount
        if accepted(form, lambda: state(by=user, department=department, **form.cleaned_data)):
            messages.success(request, "已登记持证人数")
            return redirect("coverage")
    earlier = CertifiedHeadcount.objects.filter(department=department).order_by("-as_of")[:12]
    context = {"form": form, "department": department, "earlier": earlier}
    return render(request, "web/registers/coverage/headcount.html", context)


def _load(user: User, pk: int) -> ImportBatch:
    found = last_loads(registers_within(user))
    batch = ImportBatch.objects.filter(pk__in=found.values("pk"), pk=pk)
    if (one := batch.select_related("department").defer("annotated").first()) is None:
        raise NotFound
    return one


def _chosen(request: HttpRequest) -> str:
    asked = request.GET.get("rows", "")
    return asked if asked in _TITLES else RowOutcome.REFUSED.value


def _rows(batch: ImportBatch, chosen: str) -> QuerySet[Any]:
    found: QuerySet[Any]
    found = missing_rows([batch]) if chosen == RowOutcome.REFUSED else objects_beyond(batch)
    return found.order_by("id")
