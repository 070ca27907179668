"""Pages of the inspectors (执法检查人员名录)."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.views.decorators.http import require_GET, require_http_methods
from django_tables2 import RequestConfig

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.registers.actions import inspectors, recusals
from mingcha.registers.actions.meanwhile import ChangedMeanwhile
from mingcha.registers.models import Inspector
from mingcha.registers.personal import sees_personal
from mingcha.registers.selectors.inspectors import get_inspector
from mingcha.registers.selectors.openings import inspector_opening_of
from mingcha.web.answers import accepted
from mingcha.web.exports.answers import sheet_response
from mingcha.web.people import person
from mingcha.web.registers.inspectors.detail import record_of
from mingcha.web.registers.inspectors.export import FORMS, staff_sheet
from mingcha.web.registers.inspectors.forms import InspectorForm, RecusalForm
from mingcha.web.registers.inspectors.listing import found, own_inspector
from mingcha.web.registers.inspectors.tables import COLUMNS, InspectorTable
from mingcha.web.registers.picking import filters_of
from mingcha.web.saved_views.views import kept_views

_PICKS = [{"title": "批量调整", "url": reverse_lazy("inspector-bulk"), "icon": "edit"}]
"""What is done to ticked people."""


@permitted(P.REGISTER_VIEW)
@require_GET
def inspector_list(request: HttpRequest) -> HttpResponse:
    """List the inspectors within the scope."""
    user, chosen = person(request), found(request)
    rows = chosen.qs.prefetch_related("expertise", "qualifications", "absences")
    department = user.department
    may_edit = user.may(P.REGISTER_EDIT) and department is not None
    hidden = [*COLUMNS.hidden(request.GET), *([] if may_edit else ["chosen"])]
    table = InspectorTable(rows, order_by="staff_no", user=user, exclude=hidden)
    RequestConfig(request, paginate={"per_page": 25}).configure(table)
    context = {
        "filter": chosen,
        "table": table,
        "count": chosen.qs.count(),
        "query": request.GET.urlencode(),
        "kept": kept_views(request, "inspectors"),
        "forms": [(form, title) for form, (title, _) in FORMS.items() if form],
        "is_masked": department is None or not sees_personal(user, department),
        "may_edit": may_edit,
        "offered": COLUMNS.offered(),
        "columns": COLUMNS.shown(request.GET),
        "others": filters_of(request.GET),
        "picks": _PICKS,
    }
    return render(request, "web/registers/inspectors/list.html", context)


@permitted(P.REGISTER_VIEW)
@require_GET
def inspector_export(request: HttpRequest) -> FileResponse:
    """Hand out the list as filtered, as a workbook that can be imported again."""
    form = request.GET.get("form", "")
    columns = COLUMNS.named(request.GET)
    return sheet_response(staff_sheet(person(request), found(request).qs, form, columns))


@permitted(P.REGISTER_VIEW)
@require_http_methods(["GET", "POST"])
def inspector_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a person's record, recusals and changes; a POST declares a recusal."""
    user = person(request)
    one = get_inspector(user, pk)
    form = RecusalForm(request.POST or None)
    if request.method == "POST":
        made = accepted(
            form,
            lambda: recusals.declare_recusal(by=user, inspector=one, **form.cleaned_data),
        )
        if made:
            messages.success(request, "已登记回避，立即避开；由部门负责人审定")
            return redirect("inspector", pk=pk)
    context = record_of(user, one) | {"form": form}
    return render(request, "web/registers/inspectors/detail.html", context)


@permitted(P.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def inspector_new(request: HttpRequest) -> HttpResponse:
    """Add a person."""
    user = person(request)
    department = user.department
    if department is None:
        raise NotFound
    start = {"region": department.region_id}
    form = InspectorForm(request.POST or None, department=department, initial=start)
    if request.method == "POST":
        made = accepted(
            form,
            lambda: inspectors.add_inspector(
                by=user,
                department=department,
                staff_no=form.cleaned_data["staff_no"],
                facts=form.facts,
                certificate=form.certificate,
                **form.tags,
            ),
        )
        if made:
            messages.success(request, "已加入名录")
            return redirect("inspector", pk=made.pk)
    return render(request, "web/registers/inspectors/form.html", {"form": form})


@permitted(P.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def inspector_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a person's record."""
    user, one = person(request), own_inspector(request, pk)
    opened = inspector_opening_of(one)
    form = InspectorForm(
        request.POST or None, instance=one, department=one.department, initial={"opened": opened}
    )
    if request.method == "POST" and accepted(form, lambda: _edited(user, one, form)):
        messages.success(request, "已保存，原值留在变更记录中")
        return redirect("inspector", pk=pk)
    context = {"form": form, "inspector": one}
    return render(request, "web/registers/inspectors/form.html", context)


def _edited(user: User, one: Inspector, form: InspectorForm) -> Inspector:
    before = inspector_opening_of(one)
    try:
        return inspectors.edit_inspector(
            by=user,
            inspector=one,
            facts=form.facts,
            **form.tags,
            opened=form.cleaned_data["opened"],
        )
    except ChangedMeanwhile as refusal:
        form.show_changes(refusal.changes, before)
        raise
