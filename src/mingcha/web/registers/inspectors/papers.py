"""Pages of an inspector's certificates and times away."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.registers.actions import absences, certificates
from mingcha.registers.models import InspectorAbsence, InspectorCertificate
from mingcha.registers.selectors.openings import row_opening_of
from mingcha.web.answers import accepted, tried
from mingcha.web.people import person
from mingcha.web.registers.inspectors.forms import AbsenceForm, CertificateForm
from mingcha.web.registers.inspectors.listing import own_inspector
from mingcha.web.registers.opened_form import saved_as_opened

_PAGE = "web/registers/inspectors/paper.html"


@permitted(P.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def certificate_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a certificate."""
    user, one = person(request), own_inspector(request, pk)
    form = CertificateForm(request.POST or None)
    if request.method == "POST":
        add = certificates.add_certificate
        if accepted(form, lambda: add(by=user, inspector=one, facts=form.facts)):
            messages.success(request, "已登记证件")
            return redirect("inspector", pk=pk)
    return render(request, _PAGE, {"form": form, "inspector": one, "title": "登记证件"})


@permitted(P.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def certificate_edit(request: HttpRequest, pk: int, certificate: int) -> HttpResponse:
    """Correct a certificate."""
    user, one = person(request), own_inspector(request, pk)
    held = _certificate(request, pk, certificate)
    opened = {"opened": row_opening_of(held)}
    form = CertificateForm(request.POST or None, instance=held, initial=opened)
    if request.method == "POST":
        edit = partial(certificates.edit_certificate, by=user, certificate=held)
        save = partial(saved_as_opened, form, held)
        if accepted(form, lambda: save(lambda opened: edit(facts=form.facts, opened=opened))):
            messages.success(request, "已保存，原值留在变更记录中")
            return redirect("inspector", pk=pk)
    return render(request, _PAGE, {"form": form, "inspector": one, "title": "修改证件"})


@permitted(P.REGISTER_EDIT)
@require_POST
def certificate_end(request: HttpRequest, pk: int, certificate: int) -> HttpResponse:
    """Withdraw a certificate, with the reason."""
    user, held = person(request), _certificate(request, pk, certificate)
    reason = request.POST.get("reason", "")
    end = certificates.end_certificate
    tried(request, lambda: end(by=user, certificate=held, reason=reason), "已注销证件")
    return redirect("inspector", pk=pk)


@permitted(P.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def absence_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a time away."""
    user, one = person(request), own_inspector(request, pk)
    form = AbsenceForm(request.POST or None)
    if request.method == "POST":
        enter = absences.enter_absence
        if accepted(form, lambda: enter(by=user, inspector=one, **form.cleaned_data)):
            messages.success(request, "已登记，到日子自动生效")
            return redirect("inspector", pk=pk)
    return render(request, _PAGE, {"form": form, "inspector": one, "title": "登记离岗时段"})


@permitted(P.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def absence_edit(request: HttpRequest, pk: int, absence: int) -> HttpResponse:
    """Correct a time away, such as its last day."""
    user, one = person(request), own_inspector(request, pk)
    row = _absence(request, pk, absence)
    opened = {"opened": row_opening_of(row)}
    form = AbsenceForm(request.POST or None, instance=row, initial=opened)
    if request.method == "POST":
        change = partial(absences.change_absence, by=user, absence=row)
        save = partial(saved_as_opened, form, row)
        if accepted(form, lambda: save(lambda _: change(**form.cleaned_data))):
            messages.success(request, "已保存，原值留在变更记录中")
            return redirect("inspector", pk=pk)
    return render(request, _PAGE, {"form": form, "inspector": one, "title": "修改离岗时段"})


@permitted(P.REGISTER_EDIT)
@require_POST
def absence_withdraw(request: HttpRequest, pk: int, absence: int) -> HttpResponse:
    """Take back what was entered wrongly, with the reason."""
    user, row = person(request), _absence(request, pk, absence)
    reason = request.POST.get("reason", "")
    withdraw = absences.withdraw_absence
    tried(request, lambda: withdraw(by=user, absence=row, reason=reason), "已撤销登记")
    return redirect("inspector", pk=pk)


def _certificate(request: HttpRequest, pk: int, certificate: int) -> InspectorCertificate:
    found = own_inspector(request, pk).certificates.filter(pk=certificate).first()
    if found is None:
        raise NotFound
    return found


def _absence(request: HttpRequest, pk: int, absence: int) -> InspectorAbsence:
    found = own_inspector(request, pk).absences.filter(pk=absence).first()
    if found is None:
        raise NotFound
    return found
