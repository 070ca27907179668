"""Pages of the inspectors (执法检查人员名录)."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_tables2 import RequestConfig

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.registers.actions import inspectors
from mingcha.registers.models import Inspector
from mingcha.registers.selectors.inspectors import get_inspector, visible_inspectors
from mingcha.registers.selectors.objects import history_of, registers_within
from mingcha.web.answers import accepted, tried
from mingcha.web.exports.answers import sheet_response
from mingcha.web.exports.sheet import Sheet
from mingcha.web.people import person
from mingcha.web.registers.inspectors.forms import InspectorForm, RecusalForm
from mingcha.web.registers.inspectors.tables import (
    InspectorFilter,
    InspectorTable,
    certificate_text,
)


def _found(request: HttpRequest) -> InspectorFilter:
    user = person(request)
    departments = list(registers_within(user))
    return InspectorFilter(request.GET, visible_inspectors(user), departments=departments)


@permitted(P.REGISTER_VIEW)
@require_GET
def inspector_list(request: HttpRequest) -> HttpResponse:
    """List the inspectors within the scope."""
    user, found = person(request), _found(request)
    table = InspectorTable(found.qs.prefetch_related("expertise"), order_by="staff_no")
    RequestConfig(request, paginate={"per_page": 25}).configure(table)
    context = {
        "filter": found,
        "table": table,
        "count": found.qs.count(),
        "query": request.GET.urlencode(),
        "may_edit": user.may(P.REGISTER_EDIT) and user.department is not None,
    }
    return render(request, "web/registers/inspectors/list.html", context)


@permitted(P.REGISTER_VIEW)
@require_GET
def inspector_export(request: HttpRequest) -> FileResponse:
    """Hand out the list as filtered, as a workbook that can be imported again."""
    headings = [("姓名", 10), ("工号", 12), ("所在单位", 28), ("股室队所", 20), ("担任职务", 14)]
    headings += [("执法区域代码", 14), ("执法证号", 16), ("执法证有效期", 14), ("业务专长", 24)]
    headings += [("可承担户数", 11), ("状态", 10)]
    lines = (
        (
            *(one.name, one.staff_no, one.department.name, one.unit.name if one.unit else ""),
            *(one.post, one.region_id, one.certificate_no, one.certificate_until),
            *("、".join(tag.name for tag in one.expertise.all()), one.capacity),
            one.get_state_display(),
        )
        for one in _found(request).qs.prefetch_related("expertise").order_by("staff_no")
    )
    return sheet_response(Sheet("执法检查人员名录", headings, lines))


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
            lambda: inspectors.declare_recusal(by=user, inspector=one, **form.cleaned_data),
        )
        if made:
            messages.success(request, "已登记回避，匹配检查人员时自动避开")
            return redirect("inspector", pk=pk)
    context = {
        "inspector": one,
        "certificate": certificate_text(one),
        "recusals": one.recusals.select_related("object").order_by("ended_on", "id"),
        "changes": [("人员", change) for change in history_of(one)],
        "form": form,
        "may_edit": one.department_id == user.department_id and user.may(P.REGISTER_EDIT),
    }
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
                expertise=form.cleaned_data["expertise"],
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
    user, one = person(request), _own(request, pk)
    form = InspectorForm(request.POST or None, instance=one, department=one.department)
    if request.method == "POST":
        done = accepted(
            form,
            lambda: inspectors.edit_inspector(
                by=user,
                inspector=one,
                facts=form.facts,
                expertise=form.cleaned_data["expertise"],
            ),
        )
        if done:
            messages.success(request, "已保存，原值留在变更记录中")
            return redirect("inspector", pk=pk)
    context = {"form": form, "inspector": one}
    return render(request, "web/registers/inspectors/form.html", context)


@permitted(P.REGISTER_EDIT)
@require_POST
def recusal_end(request: HttpRequest, pk: int, recusal: int) -> HttpResponse:
    """End a recusal, with the reason."""
    user, one = person(request), _own(request, pk)
    row = one.recusals.filter(pk=recusal).first()
    if row is None:
        raise NotFound
    reason = request.POST.get("reason", "")
    end = inspectors.end_recusal
    tried(request, lambda: end(by=user, recusal=row, reason=reason), "已解除回避")
    return redirect("inspector", pk=pk)


def _own(request: HttpRequest, pk: int) -> Inspector:
    user = person(request)
    one = get_inspector(user, pk)
    if one.department_id != user.department_id:
        raise NotFound
    return one
