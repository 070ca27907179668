"""Pages of the tag rules (R-017): written with a look at what they would do, carried out, undone."""

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
from mingcha.accounts.selectors.names import names_of
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import Forbidden, NotFound
from mingcha.registers.actions import tag_rules as actions
from mingcha.registers.actions.tag_rules import Outlook, outlook
from mingcha.registers.models import TagRule, TagRun
from mingcha.registers.selectors.tag_rules import (
    get_tag_rule,
    visible_tag_rules,
    visible_tag_runs,
)
from mingcha.registers.tag_expressions import describe
from mingcha.web.answers import accepted, tried
from mingcha.web.people import person
from mingcha.web.registers.opened_form import saved_on_facts
from mingcha.web.registers.tags.rule_forms import TagRuleForm

_ON_A_PAGE = 20


@permitted(P.REGISTER_VIEW)
@require_GET
def rule_list(request: HttpRequest) -> HttpResponse:
    """List the rules, and what was changed in bulk by them or by hand."""
    user = person(request)
    page = Paginator(visible_tag_runs(user), _ON_A_PAGE).get_page(request.GET.get("page"))
    names = names_of(name for run in page for name in (run.by, run.undone_by))
    may_edit = user.department is not None and user.may(P.REGISTER_EDIT)
    context = {
        "rules": [(rule, _told(user, rule)) for rule in visible_tag_rules(user)],
        "runs": [(run, names[run.by], _undoable(run, user, may_edit=may_edit)) for run in page],
        "page": page,
        "may_edit": may_edit,
        "own": user.department_id,
    }
    return render(request, "web/registers/tags/rules.html", context)


def _told(user: User, rule: TagRule) -> str:
    if _asks_for_classes(rule) and not sees_classes(user):
        return "含有风险类别的条件"
    return describe(rule.expression)


def _asks_for_classes(rule: TagRule) -> bool:
    return "'risk_level'" in str(rule.expression)


def _undoable(run: TagRun, user: User, *, may_edit: bool) -> bool:
    return may_edit and run.undone_at is None and run.department_id == user.department_id


@permitted(P.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def rule_new(request: HttpRequest) -> HttpResponse:
    """Write a rule, after a look at what it would do."""
    return _form(request, None)


@permitted(P.REGISTER_EDIT)
@require_http_methods(["GET", "POST"])
def rule_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a rule anew; one that asks for classes is for who may see them."""
    rule = _own(request, pk)
    if _asks_for_classes(rule) and not sees_classes(person(request)):
        raise Forbidden
    return _form(request, rule)


def _form(request: HttpRequest, rule: TagRule | None) -> HttpResponse:
    user = person(request)
    if user.department is None:
        raise NotFound
    form = TagRuleForm(request.POST or None, user=user, rule=rule)
    shown: Outlook | None = None
    if request.method == "POST" and form.is_valid():
        tag = rule.tag if rule else form.cleaned_data["tag"]
        if "look" in request.POST:
            shown = outlook(user.department, tag, form.expression, rule)
        else:
            write = partial(actions.write_tag_rule, by=user, tag=tag, rule=rule)
            save = partial(saved_on_facts, form)
            made = accepted(
                form,
                lambda: save(lambda: write(expression=form.expression, opened=form.opened_with)),
            )
            if made:
                messages.success(
                    request, "已保存规则；导入名录以后和每天夜里自动执行，也可以立即执行"
                )
                return redirect("tag-rules")
    context = {"form": form, "rule": rule, "outlook": shown}
    return render(request, "web/registers/tags/rule.html", context)


@permitted(P.REGISTER_EDIT)
@require_POST
def rule_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Carry a rule out now."""
    user, rule = person(request), _own(request, pk)
    run = partial(actions.run_tag_rule, by=user, rule=rule)
    tried(request, run, f"已执行{rule}，结果见下表")
    return redirect("tag-rules")


@permitted(P.REGISTER_EDIT)
@require_POST
def rule_stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Carry a rule out no more."""
    user, rule = person(request), _own(request, pk)
    reason = request.POST.get("reason", "")
    stop = partial(actions.stop_tag_rule, by=user, rule=rule, reason=reason)
    tried(request, stop, f"已停止{rule}，已加的标签保留")
    return redirect("tag-rules")


@permitted(P.REGISTER_EDIT)
@require_POST
def run_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a bulk change back as a whole."""
    user = person(request)
    run = visible_tag_runs(user).filter(pk=pk, department=user.department_id).first()
    if run is None:
        raise NotFound
    reason = request.POST.get("reason", "")
    undo = partial(actions.undo_tag_run, by=user, run=run, reason=reason)
    tried(request, undo, "已撤销，标签恢复到改动以前")
    return redirect("tag-rules")


def _own(request: HttpRequest, pk: int) -> TagRule:
    user = person(request)
    rule = get_tag_rule(user, pk)
    if rule.department_id != user.department_id:
        raise NotFound
    return rule
