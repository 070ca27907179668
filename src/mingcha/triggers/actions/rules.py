"""Setting and stopping trigger rules, and holding one against today (R-101, R-104)."""

from __future__ import annotations

from collections.abc import Collection

from mingcha.accounts.models import User
from mingcha.accounts.policies import sees_classes
from mingcha.audit.record import record
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError, Forbidden
from mingcha.plans.models.annual_plan import DrawInspectMode
from mingcha.plans.ratios import ALL
from mingcha.registers.models import InspectionItem
from mingcha.registers.models.object_flag import FlagKind
from mingcha.registers.selectors.items import items_in_force
from mingcha.registers.selectors.object_filter import check_filter
from mingcha.registers.selectors.risk_classes import scheme_in_force
from mingcha.tasks.ratios import check_ratios
from mingcha.triggers.evaluating import evaluate
from mingcha.triggers.events import TriggerRuleChanged
from mingcha.triggers.models import TriggerProposal, TriggerRule
from mingcha.triggers.models.trigger_rule import Indicator
from mingcha.triggers.policies import require_keeper, tells_of_classes

LISTS = (
    FlagKind.ABNORMAL_LIST,
    FlagKind.SERIOUS_VIOLATION,
    FlagKind.MAJOR_TAX_OFFENDER,
    FlagKind.JUDGMENT_DEBTOR,
)
_MOST_PERCENT = 100


@action
def set_trigger_rule(
    *, by: User, rule: TriggerRule, items: Collection[InspectionItem]
) -> TriggerRule:
    """Keep a rule that was written; raises DomainError for one that could never be carried out."""
    check_rule(by, rule, items)
    rule.region, rule.set_by = by.region, by.username
    rule.save()
    rule.items.set(items)
    _record(rule, "set_trigger", by)
    return rule


def check_rule(by: User, rule: TriggerRule, items: Collection[InspectionItem]) -> None:
    """Raise DomainError where a rule lacks what its indicator asks for, or its task could not be."""
    require_keeper(by, rule.department)
    if tells_of_classes(rule) and not sees_classes(by):
        raise Forbidden("按风险类别的规则由能看到风险类别的人制定")
    if not rule.basis.strip():
        raise DomainError("basis_missing", "请写明依据，如文件名称和文号", "basis")
    check_filter(rule.object_filter)
    _check_indicator(rule)
    usable = set(items_in_force(rule.department_id).values_list("item", flat=True))
    if not items or any(item.pk not in usable for item in items):
        raise DomainError("items_unusable", "请选择检查部门已公布的抽查事项", "items")
    if rule.until is not None and rule.until < rule.since:
        raise DomainError("period_backwards", "有效期不能早于施行日期，请改正", "until")
    if rule.mode not in DrawInspectMode.values:
        raise DomainError("mode_unknown", "请选择抽查模式", "mode")
    _check_ratio(rule)


def _check_ratio(rule: TriggerRule) -> None:
    """A number would be drawn from each class anew where the draw has to go by class."""
    try:
        check_ratios({ALL: rule.ratio}, [])
    except DomainError as fault:
        raise DomainError(fault.code, fault.message, "ratio") from fault
    if tells_of_classes(rule) and rule.ratio.isdigit():
        told = "按风险类别的规则分类抽取，请写成比例，如 100%"
        raise DomainError("ratio_by_class", told, "ratio")


def _check_indicator(rule: TriggerRule) -> None:
    told: dict[str, tuple[bool, str, str]] = {
        Indicator.FLAGS: (not rule.flag_kinds, "flag_kinds", "请选择计哪些标记"),
        Indicator.LISTED: (
            not rule.flag_kinds or not set(rule.flag_kinds) <= set(LISTS),
            "flag_kinds",
            "请选择失信名单：经营异常、严重违法失信、重大税收违法、失信被执行人",
        ),
        Indicator.PROBLEMS: (
            not rule.last_checks or rule.last_checks < rule.threshold,
            "last_checks",
            f"请写明看最近几次检查，不少于触发值（{rule.threshold}）",
        ),
        Indicator.CLASS_WORSE: (
            scheme_in_force(rule.department.region, rule.department) is None,
            "indicator",
            "本地没有在用的风险分类方案，请另选指标",
        ),
        Indicator.PROBLEM_SHARE: (
            not rule.least_results or rule.threshold > _MOST_PERCENT,
            "least_results" if not rule.least_results else "threshold",
            "请写明至少要有几个检查结果才算，如 20"
            if not rule.least_results
            else "问题发现率最多 100（%），请改小",
        ),
    }
    is_wrong, field, sentence = told.get(rule.indicator, (False, "", ""))
    if is_wrong:
        raise DomainError("indicator_incomplete", sentence, field)


@action
def stop_trigger_rule(*, by: User, rule: TriggerRule) -> None:
    """Let a rule watch no longer, from today on; what it proposed stays to be answered."""
    rule = locked(rule)
    require_keeper(by, rule.department)
    if rule.stopped_on is not None:
        raise DomainError("rule_stopped", "这条规则已经停止，请刷新页面查看")
    rule.stopped_on = clock.today()
    rule.save()
    _record(rule, "stop_trigger", by)


@action
def run_trigger_rule(*, by: User, rule: TriggerRule) -> TriggerProposal | None:
    """Hold a rule against today, now."""
    rule = locked(rule)
    require_keeper(by, rule.department)
    if not is_in_force(rule):
        raise DomainError("rule_not_in_force", "这条规则今天不在有效期内，不能执行")
    return evaluate(rule, by)


def is_in_force(rule: TriggerRule) -> bool:
    """Tell whether a rule watches today."""
    today = clock.today()
    is_over = rule.stopped_on is not None or (rule.until is not None and rule.until < today)
    return rule.since <= today and not is_over


def _record(rule: TriggerRule, verb: str, by: User) -> None:
    event = TriggerRuleChanged(
        subject=rule.title, action=verb, department=rule.department.name, basis=rule.basis
    )
    record(event, by=by)
