"""Findings grouped by rule, the gravest first."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from mingcha.core.intake.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mingcha.core.intake.findings import Finding, Rule

_ORDER = (Severity.ERROR, Severity.WARNING, Severity.INFO)

TITLES = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.INFO: "说明"}


class RuleSummary(NamedTuple):
    """The findings of one rule in the order of the table, at least one."""

    rule: Rule
    findings: Sequence[Finding]


def summarise(findings: Iterable[Finding]) -> list[RuleSummary]:
    """Group ``findings`` by rule: errors, warnings, information; each group by number, falling."""
    by_rule: dict[Rule, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_rule[finding.rule].append(finding)
    summaries = [RuleSummary(rule, group) for rule, group in by_rule.items()]
    return sorted(summaries, key=_gravity)


def _gravity(summary: RuleSummary) -> tuple[int, int, str]:
    return _ORDER.index(summary.rule.severity), -len(summary.findings), summary.rule.code
