"""The catalogue of trigger rules, and what they proposed."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.accounts.policies import sees_classes
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import Forbidden
from mingcha.registers.selectors.range_words import describe_filters
from mingcha.triggers.actions import rules as actions
from mingcha.triggers.evaluating import number_hit
from mingcha.triggers.models import TriggerRule
from mingcha.triggers.models.trigger_proposal import ProposalState
from mingcha.triggers.policies import may_keep_rules, tells_of_classes
from mingcha.triggers.selectors.proposals import open_proposals, visible_proposals
from mingcha.triggers.selectors.rules import get_trigger_rule, visible_trigger_rules
from mingcha.triggers.wording import when_told
from mingcha.web.answers import accepted, tried
from mingcha.web.people import person
from mingcha.web.triggers.forms import TriggerForm

_ON_A_PAGE = 20
_UNREADABLE = "范围里的专项库等已经不在，请停止这条规则后另行制定"


@permitted(P.TASK_VIEW)
@require_GET
def trigger_list(request: HttpRequest) -> HttpResponse:
    """List the open proposals, the rules, and the answered proposals."""
    user = person(request)
    answered = visible_proposals(user).exclude(state=ProposalState.OPEN)
    rules = Paginator(visible_trigger_rules(user), _ON_A_PAGE).get_page(request.GET.get("rules"))
    waiting = open_proposals(user)
    context = {
        "open": waiting[:_ON_A_PAGE],
        "open_count": waiting.count(),
        "rules_page": rules,
        "rules": _rows(user, list(rules)),
        "page": Paginator(answered, _ON_A_PAGE).get_page(request.GET.get("page")),
        "may_keep": may_keep_rules(user),
    }
    return render(request, "web/triggers/list.html", context)


def _rows(user: User, rules: list[TriggerRule]) -> list[tuple[TriggerRule, str, str, bool]]:
    sees = sees_classes(user)
    ranges = describe_filters([rule.object_filter for rule in rules])
    rows = []
    for rule, told in zip(rules, ranges, strict=True):
        when, whom = when_told(rule), told or _UNREADABLE
        if tells_of_classes(rule) and not sees:
            when = whom = "按风险类别确定"
        rows.append((rule, when, whom, actions.is_in_force(rule)))
    return rows


@permitted(P.TASK_EDIT, P.TARGET_EDIT)
@require_http_methods(["GET", "POST"])
def trigger_new(request: HttpRequest) -> HttpResponse:
    """Write a rule, after a look at how many objects it would find today."""
    user = person(request)
    if not may_keep_rules(user):
        raise Forbidden
    form = TriggerForm(request.POST or None, user=user)
    found: int | None = None
    if request.method == "POST":
        if "look" in request.POST:
            found = accepted(form, lambda: _number(user, form))
        elif accepted(form, lambda: _kept(user, form)):
            messages.success(request, "已制定规则，每天夜间自动检查一遍，也可以立即检查")
            return redirect("triggers")
    return render(request, "web/triggers/rule.html", {"form": form, "found": found})


def _kept(user: User, form: TriggerForm) -> TriggerRule:
    return actions.set_trigger_rule(by=user, rule=form.rule, items=form.chosen_items)


def _number(user: User, form: TriggerForm) -> int:
    rule, items = form.rule, form.chosen_items
    actions.check_rule(user, rule, items)
    return number_hit(rule, [item.pk for item in items])


@permitted(P.TASK_EDIT, P.TARGET_EDIT)
@require_POST
def trigger_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Hold a rule against today, now."""
    user = person(request)
    rule = get_trigger_rule(user, pk)
    run = partial(actions.run_trigger_rule, by=user, rule=rule)
    tried(request, run, f"已按《{rule}》检查一遍，有触发的列在待答复的提示中")
    return redirect("triggers")


@permitted(P.TASK_EDIT, P.TARGET_EDIT)
@require_POST
def trigger_stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a rule watch no longer."""
    user = person(request)
    rule = get_trigger_rule(user, pk)
    stop = partial(actions.stop_trigger_rule, by=user, rule=rule)
    tried(request, stop, f"已停止《{rule}》，已有的提示仍要答复")
    return redirect("triggers")
