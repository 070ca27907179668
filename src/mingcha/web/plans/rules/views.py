"""The rules of the departments, a version, and its steps (R-028)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.core.workflow.sampling_rules import SAMPLING_RULES
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.plans.actions import sampling_rules as actions
from mingcha.plans.models import SamplingRules
from mingcha.plans.selectors.sampling_rules import (
    changed_parts,
    get_rules,
    newest_rules,
    rules_of_departments,
    visible_rules,
)
from mingcha.web.answers import accepted, tried
from mingcha.web.people import person
from mingcha.web.plans.rules.forms import RulesForm
from mingcha.web.plans.tabs import plan_tabs
from mingcha.web.status_bar import status_bar


@permitted(P.PLAN_VIEW)
@require_GET
def rules_list(request: HttpRequest) -> HttpResponse:
    """Show which department has which version in force, and who has none."""
    user = person(request)
    newest = newest_rules(user.department) if user.department else None
    rows, states = rules_of_departments(user), SAMPLING_RULES.states
    context = {
        "tabs": plan_tabs("sampling-rules"),
        "rows": [(row, states[row.in_work.state] if row.in_work else "") for row in rows],
        "may_begin": user.may(P.PLAN_EDIT) and user.department is not None and newest is None,
    }
    return render(request, "web/plans/rules/list.html", context)


@permitted(P.PLAN_EDIT)
@require_POST
def rules_new(request: HttpRequest) -> HttpResponse:
    """Begin the first version, or a new one with its reason."""
    user = person(request)
    draft = partial(actions.draft_rules, by=user, reason=request.POST.get("reason", ""))
    begun = tried(request, draft, "已建立草稿")
    newest = newest_rules(user.department) if user.department else None
    if newest is None:
        return redirect("sampling-rules")
    return redirect("sampling-rules-edit" if begun else "sampling-rules-version", pk=newest.pk)


@permitted(P.PLAN_VIEW)
@require_GET
def rules_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a version: its five parts, what it changed, and the other versions."""
    user = person(request)
    rules = get_rules(user, pk)
    is_own = user.department_id == rules.department_id
    offered = SAMPLING_RULES.actions(rules.state, user.permissions) if is_own else ()
    versions = visible_rules(user).filter(department=rules.department_id).order_by("-version")
    newest = newest_rules(rules.department)
    context = {
        "tabs": plan_tabs("sampling-rules"),
        "rules": rules,
        "steps": status_bar(SAMPLING_RULES, rules.state),
        "offers": {offer.action: offer for offer in offered},
        "may_edit": _may_edit(rules, user),
        "may_change": is_own
        and user.may(P.PLAN_EDIT)
        and rules.state == "issued"
        and rules == newest,
        "changes": changed_parts(rules),
        "versions": [(each, SAMPLING_RULES.states[each.state]) for each in versions],
    }
    return render(request, "web/plans/rules/detail.html", context)


def _may_edit(rules: SamplingRules, user: User) -> bool:
    is_own = user.department_id == rules.department_id and user.may(P.PLAN_EDIT)
    return is_own and rules.state in {"draft", "returned"}


@permitted(P.PLAN_EDIT)
@require_http_methods(["GET", "POST"])
def rules_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a draft."""
    user = person(request)
    rules = get_rules(user, pk)
    if not _may_edit(rules, user):
        raise NotFound("只有本部门的草稿和被退回的版本可以编辑")
    form = RulesForm(request.POST or None, instance=rules)
    if request.method == "POST" and accepted(form, lambda: _written(user, rules, form)):
        return redirect("sampling-rules-version", pk=pk)
    return render(request, "web/plans/rules/edit.html", {"form": form, "rules": rules})


def _written(user: User, rules: SamplingRules, form: RulesForm) -> SamplingRules:
    day = form.cleaned_data["effective_from"]
    return actions.write_rules(by=user, rules=rules, parts=form.parts, effective_from=day)


@permitted(P.PLAN_EDIT, P.PLAN_APPROVE)
@require_POST
def rules_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Take a step of the state table."""
    user = person(request)
    rules, reason = get_rules(user, pk), request.POST.get("reason", "")
    steps: dict[str, Callable[[], object]] = {
        "submit": partial(actions.submit_rules, by=user, rules=rules),
        "withdraw": partial(actions.withdraw_rules, by=user, rules=rules),
        "return": partial(actions.return_rules, by=user, rules=rules, reason=reason),
        "issue": partial(actions.issue_rules, by=user, rules=rules),
    }
    if verb not in steps:
        raise NotFound
    tried(request, steps[verb], f"已{SAMPLING_RULES.verbs[verb]}")
    return redirect("sampling-rules-version", pk=pk)
