"""Which facts a row of a form counts."""

from __future__ import annotations

from collections.abc import Callable

from mingcha.core.statistics.fact import (
    MARKET_REGULATION,
    Fact,
    JointScope,
    Origin,
    Platform,
    TaskSource,
)

Wanted = Callable[[Fact], bool]


def all_of(*conditions: Wanted) -> Wanted:
    """Return the condition that all ``conditions`` hold."""
    return lambda fact: all(condition(fact) for condition in conditions)


def on_own_platform(fact: Fact) -> bool:
    """通过本平台."""
    return fact.platform is Platform.OWN


def on_other_platform(fact: Fact) -> bool:
    """通过其他平台."""
    return fact.platform is Platform.OTHER


def internal(fact: Fact) -> bool:
    """部门内部."""
    return fact.joint_scope is JointScope.INTERNAL


def joint(fact: Fact) -> bool:
    """部门联合."""
    return fact.joint_scope is JointScope.CROSS_DEPARTMENT


def joint_and_led(fact: Fact) -> bool:
    """牵头跨部门: joint, started by the department (G-1)."""
    return joint(fact) and fact.is_initiator


def market_regulation(fact: Fact) -> bool:
    """市场监管系统."""
    return fact.line == MARKET_REGULATION


def enterprise(fact: Fact) -> bool:
    """抽查对象为企业."""
    return fact.is_enterprise


def class_applied(fact: Fact) -> bool:
    """利用企业信用风险分级分类; classes of other objects do not count here (R-103)."""
    return fact.is_enterprise and fact.class_applied


def planned(fact: Fact) -> bool:
    """按年度随机抽查工作计划."""
    return fact.task_source is TaskSource.PLAN


def from_province(fact: Fact) -> bool:
    """省派."""
    return fact.origin is Origin.PROVINCE
