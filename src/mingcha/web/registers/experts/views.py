"""Pages of experts and professional bodies (专家库、专业机构库)."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.registers.actions import experts
from mingcha.registers.models import Expert, ProfessionalBody
from mingcha.registers.personal import sees_personal
from mingcha.registers.selectors.experts import get_helper, visible_bodies, visible_experts
from mingcha.registers.selectors.objects import history_of
from mingcha.registers.selectors.openings import row_opening_of
from mingcha.web.answers import accepted, tried
from mingcha.web.exports.answers import sheet_response
from mingcha.web.people import person
from mingcha.web.registers.experts.forms import BodyForm, ExpertForm, HelperForm, InterestForm
from mingcha.web.registers.experts.lists import (
    BODIES,
    EXPERTS,
    BodyFilter,
    ExpertFilter,
    shown_phone,
)
from mingcha.web.registers.opened_form import saved_as_opened

_TITLES = {"expert": "专家", "body": "专业机构"}
_HIDDEN = frozenset({"phone"})


@permitted(P.REGISTER_VIEW)
@require_GET
def expert_list(request: HttpRequest) -> HttpResponse:
    """List the experts within the scope."""
    chosen = ExpertFilter(request, visible_experts(person(request)))
    context = EXPERTS.context(request, chosen, "人") | _rights(request)
    return render(request, "web/registers/experts/list.html", context)


@permitted(P.REGISTER_VIEW)
@require_GET
def body_list(request: HttpRequest) -> HttpResponse:
    """List the professional bodies within the scope."""
    chosen = BodyFilter(request, visible_bodies(person(request)))
    context = BODIES.context(request, chosen, "家") | _rights(request)
    return render(request, "web/registers/experts/bodies.html", context)


@permitted(P.REGISTER_VIEW)
@require_GET
def expert_export(request: HttpRequest) -> FileResponse:
    """Hand out the experts as filtered; telephones as the person may see them."""
    chosen = ExpertFilter(request, visible_experts(person(request)))
    return sheet_response(EXPERTS.sheet(request, chosen.qs))


@permitted(P.REGISTER_VIEW)
@require_GET
def body_export(request: HttpRequest) -> FileResponse:
    """Hand out the bodies as filtered; telephones as the person may see them."""
    chosen = BodyFilter(request, visible_bodies(person(request)))
    return sheet_response(BODIES.sheet(request, chosen.qs))


def _rights(request: HttpRequest) -> dict[str, bool]:
    user = person(request)
    department = user.department
    return {
        "may_edit": user.may(P.REGISTER_EDIT) and department is not None,
        "is_masked": department is None or not sees_personal(user, department),
    }


@permitted(P.REGISTER_VIEW)
@require_http_methods(["GET", "POST"])
def expert_detail(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Show an expert or a body and what bars it; a POST declares an interest."""
    user = person(request)
    row = get_helper(user, _known(kind), pk)
    form = InterestForm(request.POST or None)
    if request.method == "POST":
        declare = experts.declare_interest
        if accepted(form, lambda: declare(by=user, helper=row, **form.cleaned_data)):
            messages.success(request, "已登记回避，不再安排到这个对象")
            return redirect("expert", kind=kind, pk=pk)
    hidden = frozenset() if sees_personal(user, row.department_id) else _HIDDEN
    context = {
        "phone": shown_phone(row, user),
        "helper": row,
        "kind": kind,
        "title": _TITLES[kind],
        "interests": row.interests.select_related("object"),
        "changes": [(_TITLES[kind], change) for change in history_of(row, without=hidden)],
        "form": form,
        "may_edit": row.department_id == user.department_id and user.may(P.REGISTER_EDIT),
    }
    return render(request, "web/registers/experts/detail.html", context)


@permitted(P.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def expert_new(request: HttpRequest, kind: str) -> HttpResponse:
    """Put an expert or a body into the pool."""
    user = person(request)
    department = user.department
    if department is None:
        raise NotFound
    form = _form(_known(kind))(request.POST or None, department=department)
    if request.method == "POST":
        add = experts.add_expert if kind == "expert" else experts.add_body
        made = accepted(
            form,
            lambda: add(
                by=user, department=department, facts=form.facts, tags=form.cleaned_data["tags"]
            ),
        )
        if made:
            messages.success(request, f"已加入{_TITLES[kind]}库")
            return redirect("expert", kind=kind, pk=made.pk)
    context = {"form": form, "heading": f"新增{_TITLES[kind]}"}
    return render(request, "web/registers/experts/form.html", context)


@permitted(P.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def expert_edit(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Correct an expert's or a body's record."""
    user, row = person(request), _own(request, kind, pk)
    opened = {"opened": row_opening_of(row)}
    form = _form(kind)(
        request.POST or None, instance=row, department=row.department, initial=opened
    )
    if request.method == "POST" and accepted(form, lambda: _edit(user, row, form)):
        messages.success(request, "已保存，原值留在变更记录中")
        return redirect("expert", kind=kind, pk=pk)
    context = {"form": form, "heading": f"编辑{_TITLES[kind]}", "helper": row, "kind": kind}
    return render(request, "web/registers/experts/form.html", context)


def _edit(user: User, row: Expert | ProfessionalBody, form: HelperForm) -> object:
    known = {"by": user, "facts": form.facts, "tags": form.cleaned_data["tags"]}
    if isinstance(row, Expert):
        edit = partial(experts.edit_expert, expert=row, **known)
        return saved_as_opened(form, row, lambda opened: edit(opened=opened))
    correct = partial(experts.edit_body, body=row, **known)
    return saved_as_opened(form, row, lambda opened: correct(opened=opened))


@permitted(P.REGISTER_EDIT)
@require_POST
def interest_end(request: HttpRequest, kind: str, pk: int, interest: int) -> HttpResponse:
    """End an interest, with the reason."""
    user, row = person(request), _own(request, kind, pk)
    found = row.interests.filter(pk=interest).first()
    if found is None:
        raise NotFound
    reason = request.POST.get("reason", "")
    end = experts.end_interest
    tried(request, lambda: end(by=user, interest=found, reason=reason), "已解除回避")
    return redirect("expert", kind=kind, pk=pk)


def _known(kind: str) -> str:
    if kind not in _TITLES:
        raise NotFound
    return kind


def _form(kind: str) -> type[HelperForm]:
    return ExpertForm if kind == "expert" else BodyForm


def _own(request: HttpRequest, kind: str, pk: int) -> Expert | ProfessionalBody:
    user = person(request)
    row = get_helper(user, _known(kind), pk)
    if row.department_id != user.department_id:
        raise NotFound
    return row
