"""Yearly schemes and sampling rules that wait for somebody, for the workbench (R-027, R-028)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.foundation import clock
from mingcha.foundation.to_do import ToDo
from mingcha.plans.models import AnnualScheme, SamplingRules
from mingcha.plans.models.signed_document import SignedDocument
from mingcha.plans.scheme_policies import may_draft_for


def documents_waiting_for(user: User) -> Iterator[ToDo]:
    """Give what is to be signed, and what came back."""
    if user.department_id is None:
        return
    schemes = AnnualScheme.objects.filter(department=user.department_id)
    if user.may(Permission.SCHEME_APPROVE):
        for scheme in schemes.filter(state="submitted").exclude(drafted_by=user.username):
            yield ToDo("签发年度实施方案", _scheme(scheme), _since(scheme), scheme.title)
    for scheme in schemes.filter(state="returned", issuer__in=may_draft_for(user)):
        yield ToDo("修改被退回的实施方案", _scheme(scheme), _since(scheme), scheme.title)
    rules = SamplingRules.objects.filter(department=user.department_id)
    rules = rules.select_related("department")
    if user.may(Permission.PLAN_APPROVE):
        for each in rules.filter(state="submitted").exclude(drafted_by=user.username):
            yield ToDo("签发抽查规则", _rules(each), each.effective_from or _since(each), str(each))
    if user.may(Permission.PLAN_EDIT):
        for each in rules.filter(state="returned"):
            yield ToDo("修改被退回的抽查规则", _rules(each), _since(each), str(each))


def _scheme(scheme: AnnualScheme) -> str:
    return reverse("annual-scheme", args=[scheme.pk])


def _rules(rules: SamplingRules) -> str:
    return reverse("sampling-rules-version", args=[rules.pk])


def _since(document: SignedDocument) -> date:
    """Return the day on which it was handed in: nothing says by when it must be signed."""
    return clock.day_of(document.submitted_at or document.updated_at)
