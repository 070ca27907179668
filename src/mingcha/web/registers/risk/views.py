"""Pages of the risk schemes (R-054, R-102, R-103); for nobody but who may see classes (G-10)."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.accounts.policies import sees_classes
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.registers.actions import risk_schemes as actions
from mingcha.registers.models import RiskScheme
from mingcha.registers.models.inspection_object import ObjectKind
from mingcha.registers.models.risk_class import GENERIC
from mingcha.registers.selectors.risk_classes import matrix, numbers_by_level
from mingcha.web.answers import accepted, tried
from mingcha.web.people import person
from mingcha.web.registers.opened_form import saved_on_facts
from mingcha.web.registers.risk.forms import CombinationForm, RiskSchemeForm


@permitted(P.REGISTER_VIEW)
@require_GET
def risk_list(request: HttpRequest) -> HttpResponse:
    """List the schemes, those retired last."""
    user = _seer(request)
    RiskScheme.generic()
    schemes = RiskScheme.objects.select_related("line").order_by("-is_generic", "code")
    context = {
        "schemes": sorted(schemes, key=lambda scheme: scheme.retired_on is not None),
        "may_edit": user.may(P.REGISTER_EDIT),
        "may_import": user.may(P.REGISTER_IMPORT),
    }
    return render(request, "web/registers/risk/list.html", context)


@permitted(P.REGISTER_VIEW)
@require_GET
def risk_detail(request: HttpRequest, code: str) -> HttpResponse:
    """Show a scheme: how many objects of each level the own register has, and the combination."""
    user = _seer(request)
    scheme = _scheme(code)
    numbers = numbers_by_level(scheme, user.department) if user.department else {}
    kinds = dict(ObjectKind.choices)
    context = {
        "scheme": scheme,
        "kinds": [kinds[kind] for kind in scheme.object_kinds],
        "numbers": [(level, numbers.get(level, 0)) for level in scheme.levels],
        "matrix": [] if scheme.is_generic else matrix(scheme),
        "may_edit": user.may(P.REGISTER_EDIT) and not scheme.retired_on,
        "may_import": user.may(P.REGISTER_IMPORT) and not scheme.retired_on,
        "is_national": scheme.code == GENERIC,
    }
    return render(request, "web/registers/risk/detail.html", context)


@permitted(P.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def risk_new(request: HttpRequest) -> HttpResponse:
    """Add a scheme."""
    user = _seer(request)
    form = RiskSchemeForm(request.POST or None)
    if request.method == "POST":
        made = accepted(form, lambda: actions.create_risk_scheme(by=user, **form.values))
        if made:
            messages.success(request, "已新建方案")
            return redirect("risk-scheme", code=made.code)
    return render(request, "web/registers/risk/form.html", {"form": form})


@permitted(P.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def risk_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change a scheme."""
    user, scheme = _seer(request), _scheme(code)
    form = RiskSchemeForm(request.POST or None, scheme=scheme)
    if request.method == "POST":
        edit = partial(actions.edit_risk_scheme, by=user, scheme=scheme)
        if accepted(form, lambda: saved_on_facts(form, lambda: edit(**form.values))):
            messages.success(request, "已保存方案")
            return redirect("risk-scheme", code=code)
    context = {"form": form, "scheme": scheme}
    return render(request, "web/registers/risk/form.html", context)


@permitted(P.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def risk_combine(request: HttpRequest, code: str) -> HttpResponse:
    """Say what generic and professional levels make together."""
    user, scheme = _seer(request), _scheme(code)
    if scheme.is_generic:
        raise NotFound
    form = CombinationForm(request.POST or None, scheme=scheme)
    if request.method == "POST":
        combine = partial(actions.combine_classes, by=user, scheme=scheme)
        save = partial(saved_on_facts, form)
        if accepted(
            form,
            lambda: save(lambda: combine(combined=form.combined, opened=form.opened_with)) is None,
        ):
            messages.success(request, "已保存组合")
            return redirect("risk-scheme", code=code)
    context = {"form": form, "scheme": scheme}
    return render(request, "web/registers/risk/combine.html", context)


@permitted(P.REGISTER_EDIT)
@require_POST
def risk_retire(request: HttpRequest, code: str) -> HttpResponse:
    """Offer a scheme no more."""
    user, scheme = _seer(request), _scheme(code)
    reason = request.POST.get("reason", "")
    retire = partial(actions.retire_risk_scheme, by=user, scheme=scheme, reason=reason)
    tried(request, retire, f"已停用：{scheme.name}")
    return redirect("risk-scheme", code=code)


def _seer(request: HttpRequest) -> User:
    user = person(request)
    if not sees_classes(user):
        raise NotFound
    return user


def _scheme(code: str) -> RiskScheme:
    found = RiskScheme.objects.select_related("line").filter(pk=code).first()
    if found is None:
        raise NotFound
    return found
