"""Rules and values in plain Chinese."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mingcha.registers.models.object_flag import FlagKind
from mingcha.triggers.models import TriggerHit, TriggerRule
from mingcha.triggers.models.trigger_rule import Indicator

UNITS: Mapping[str, str] = {
    Indicator.FLAGS: "次",
    Indicator.LISTED: "个名单",
    Indicator.OVERDUE: "件",
    Indicator.PROBLEMS: "次",
    Indicator.CLASS_WORSE: "级",
    Indicator.PROBLEM_SHARE: "%",
}
_KINDS = dict(FlagKind.choices)


def when_told(rule: TriggerRule) -> str:
    """Return when a rule triggers."""
    return f"{rule.window_days} 日内{_SENTENCES[rule.indicator](rule)}"


def value_told(rule: TriggerRule, hit: TriggerHit) -> str:
    """Return an object's value with its unit."""
    return f"{hit.value.normalize():f} {UNITS[rule.indicator]}"


def _kinds(rule: TriggerRule) -> str:
    return "、".join(_KINDS[kind] for kind in rule.flag_kinds)


_SENTENCES: Mapping[str, Callable[[TriggerRule], str]] = {
    Indicator.FLAGS: lambda rule: f"新登记的{_kinds(rule)}满 {rule.threshold} 次",
    Indicator.LISTED: lambda rule: f"列入{_kinds(rule)}并且仍在列，满 {rule.threshold} 个名单",
    Indicator.OVERDUE: lambda rule: f"到期的后续处置没有办结的满 {rule.threshold} 件",
    Indicator.PROBLEMS: lambda rule: (
        f"最近 {rule.last_checks} 次检查中有 {rule.threshold} 次发现问题"
    ),
    Indicator.CLASS_WORSE: lambda rule: f"风险类别上升 {rule.threshold} 级",
    Indicator.PROBLEM_SHARE: lambda rule: (
        f"所选事项的问题发现率达到 {rule.threshold}%（至少 {rule.least_results} 个检查结果）"
    ),
}
