"""Pages of the monthly forms (统计报表)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from itertools import groupby
from types import MappingProxyType

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.core.workflow.report import REPORT
from mingcha.foundation import clock
from mingcha.foundation.access import permitted
from mingcha.foundation.attachments import attachment
from mingcha.foundation.errors import NotFound
from mingcha.registers.models import InspectionObject
from mingcha.reports.actions import entering
from mingcha.reports.actions import reports as actions
from mingcha.reports.figures import behind
from mingcha.reports.models import Report
from mingcha.reports.policies import is_of_region
from mingcha.reports.selectors.reports import (
    forms_to_fill,
    get_report,
    own_entered_figures,
    visible_reports,
)
from mingcha.reports.workbook import workbook
from mingcha.spreadsheets.formats import XLSX_MEDIA_TYPE
from mingcha.tasks.models import Task
from mingcha.web.answers import accepted, tried
from mingcha.web.base_forms import Form
from mingcha.web.people import person
from mingcha.web.reports.forms import (
    CheckForm,
    ComputeForm,
    FiguresForm,
    SubmitForm,
    TextsForm,
)
from mingcha.web.reports.tabs import report_tabs
from mingcha.web.status_bar import status_bar


@permitted(P.REPORT_VIEW)
@require_http_methods(["GET", "POST"])
def report_list(request: HttpRequest) -> HttpResponse:
    """List the reports by period; compute one."""
    user = person(request)
    letters = forms_to_fill(user)
    today = clock.today()
    initial = {"year": today.year, "month": today.month, "form": letters[-1:] and letters[-1]}
    form = ComputeForm(request.POST or None, initial=initial, letters=letters)
    if request.method == "POST":
        made = accepted(form, lambda: actions.compute_report(by=user, **form.cleaned_data))
        if made:
            return redirect("report", pk=made.pk)
    rows = [(row, REPORT.states[row.state]) for row in visible_reports(user)]
    context = {"rows": rows, "form": form if letters else None, "tabs": report_tabs("reports")}
    return render(request, "web/reports/list.html", context)


@permitted(P.REPORT_VIEW)
@require_GET
def report_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a form with its figures, each of which opens what lies behind it."""
    user = person(request)
    report = get_report(user, pk)
    return render(request, "web/reports/detail.html", _context(user, report, _forms(user, report)))


@permitted(P.REPORT_VIEW)
@require_GET
def report_cell(request: HttpRequest, pk: int, code: str, cell: int, measure: str) -> HttpResponse:
    """Show the tasks or objects that a figure counts."""
    report = get_report(person(request), pk)
    found = behind(report, code, cell, measure)
    if found is None:
        raise NotFound
    row = next(row for row in report.figures if row["code"] == code)
    context: dict[str, object] = {}
    if measure == "draw_count":
        context = {"tasks": Task.objects.filter(pk__in=found["tasks"]).order_by("number")}
    else:
        visits = found["visits" if measure == "object_count" else "problem_visits"]
        objects = InspectionObject.objects.in_bulk([object_id for _, object_id in visits])
        tasks = Task.objects.in_bulk([task for task, _ in visits])
        context = {"visits": [(tasks[task], objects[object_id]) for task, object_id in visits]}
    entered = found["entered"][
        ("draw_count", "object_count", "problem_object_count").index(measure)
    ]
    context |= {"report": report, "row": row, "cell": found, "entered": entered, "measure": measure}
    return render(request, "web/reports/cell.html", context)


@permitted(P.REPORT_COMPUTE, P.REPORT_SUBMIT, P.REPORT_ACCEPT)
@require_POST
def report_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Take a step of the state table."""
    user = person(request)
    report = get_report(user, pk)
    if verb in {"texts", "check", "submit"}:
        return _filled_in(request, user, report, verb)
    reason = request.POST.get("reason", "")
    steps: dict[str, Callable[[], object]] = {
        "recompute": partial(
            actions.compute_report,
            by=user,
            form=report.form,
            year=report.year,
            month=report.month,
        ),
        "return": partial(actions.return_report, by=user, report=report, reason=reason),
        "accept": partial(actions.accept_report, by=user, report=report),
    }
    if verb not in steps:
        raise NotFound
    tried(request, steps[verb], f"已{REPORT.verbs.get(verb, '保存')}")
    return redirect("report", pk=report.pk)


def _filled_in(request: HttpRequest, user: User, report: Report, verb: str) -> HttpResponse:
    """Take a step that has a form on the report's page; a fault shows the page with it."""
    forms = _forms(user, report, {verb: request.POST})
    form = forms[verb]
    write: dict[str, Callable[..., object]] = {
        "texts": lambda **texts: actions.write_texts(by=user, report=report, texts=texts),
        "check": partial(actions.check_report, by=user, report=report),
        "submit": partial(actions.submit_report, by=user, report=report),
    }
    if accepted(form, lambda: write[verb](**form.cleaned_data)):
        messages.success(request, f"已{REPORT.verbs.get(verb, '保存')}")
        return redirect("report", pk=report.pk)
    context = _context(user, get_report(user, report.pk), forms)
    return render(request, "web/reports/detail.html", context)


@permitted(P.REPORT_VIEW)
@require_GET
def report_workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the form as a workbook."""
    report = get_report(person(request), pk)
    place = report.department.short_name if report.department else report.region.name
    name = f"{place}_月报表{report.form}_{report.year}年{report.month:02}月.xlsx"
    return attachment(workbook(report), XLSX_MEDIA_TYPE, name)


@permitted(P.REPORT_VIEW)
@require_http_methods(["GET", "POST"])
def other_platforms(request: HttpRequest) -> HttpResponse:
    """List and enter figures of other platforms."""
    user = person(request)
    may_enter = user.may(P.REPORT_COMPUTE) and not user.may(P.TARGET_EDIT)
    today = clock.today()
    form = FiguresForm(request.POST or None, initial={"year": today.year, "month": today.month})
    if request.method == "POST" and may_enter:
        made = accepted(form, lambda: entering.enter_figures(by=user, **form.cleaned_data))
        if made:
            return redirect("other-platforms")
    context = {
        "rows": own_entered_figures(user),
        "form": form if may_enter else None,
        "tabs": report_tabs("other-platforms"),
    }
    return render(request, "web/reports/other_platforms.html", context)


def _forms(
    user: User, report: Report, sent: Mapping[str, QueryDict] = MappingProxyType({})
) -> dict[str, Form]:
    """Return the forms of a report's page, one of them filled in where it was sent."""
    rows = [row for row in report.figures if not row["cells"] and not row["is_heading"]]
    contact = {"contact": user.name}
    return {
        "texts": TextsForm(sent.get("texts"), rows=rows),
        "check": CheckForm(sent.get("check")),
        "submit": SubmitForm(sent.get("submit"), initial=contact),
    }


def _context(user: User, report: Report, forms: Mapping[str, Form]) -> dict[str, object]:
    is_filler = (
        user.may(P.TARGET_EDIT)
        if is_of_region(report.form, report.region)
        else user.department_id == report.department_id and not user.may(P.TARGET_EDIT)
    )
    offers = {offer.action: offer for offer in REPORT.actions(report.state, user.permissions)}
    mine = {"recompute", "check", "submit"} if is_filler else {"return", "accept"}
    kept = {action: offer for action, offer in offers.items() if action in mine}
    return {
        "report": report,
        "steps": status_bar(REPORT, report.state),
        "offers": kept,
        "texts_form": forms["texts"],
        "check_form": forms["check"],
        "submit_form": forms["submit"],
        "blocks": _blocks(report),
    }


def _blocks(report: Report) -> list[dict[str, object]]:
    runs = groupby(report.figures, key=lambda row: row["block"])
    return [{"title": title, "rows": list(rows)} for title, rows in runs]
