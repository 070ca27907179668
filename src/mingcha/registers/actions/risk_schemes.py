"""Ways of classifying by risk, kept as data (R-054, R-102, R-103, G-4)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require, sees_classes
from mingcha.accounts.steps import reason_given
from mingcha.audit.record import record
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError, Forbidden
from mingcha.orgs.models import BusinessLine
from mingcha.registers.actions.meanwhile import writing_nothing_over
from mingcha.registers.events import RiskSchemeChanged
from mingcha.registers.models import RiskClass, RiskCombination, RiskScheme
from mingcha.registers.models.risk_class import GENERIC
from mingcha.registers.risk_combining import higher
from mingcha.registers.selectors.risk_classes import combination_facts_of, facts_of

_LEVEL = re.compile(r"[A-Z0-9]{1,4}")
_FEWEST, _MOST = 2, 8


@action
def create_risk_scheme(
    *,
    by: User,
    code: str,
    name: str,
    levels: Sequence[str],
    is_generic: bool,
    line: BusinessLine | None,
    object_kinds: Sequence[str],
    basis: str,
) -> RiskScheme:
    """Add a scheme. Raises DomainError at the field at fault."""
    _require_keeper(by)
    if RiskScheme.objects.filter(code=code).exists():
        raise DomainError("code_taken", f"代码 {code} 已被使用，请换一个", "code")
    scheme = RiskScheme(code=code, is_generic=is_generic)
    return _written(scheme, "create", by, name, levels, line, object_kinds, basis)


@action
def edit_risk_scheme(
    *,
    by: User,
    scheme: RiskScheme,
    name: str,
    levels: Sequence[str],
    line: BusinessLine | None,
    object_kinds: Sequence[str],
    basis: str,
    opened: str | None = None,
) -> RiskScheme:
    """Change a scheme; a level that objects have been given stays.

    Raises ChangedMeanwhile where others changed it since ``opened`` (``shown_facts.mark_of``).
    """
    scheme = _in_use(by, scheme)
    if scheme.code == GENERIC and list(levels) != scheme.levels:
        told = "国家通用分类固定为 A、B、C、D；本省另有等级的，请新建一个通用型方案"
        raise DomainError("levels_fixed", told, "levels")
    gone = set(scheme.levels) - set(levels)
    given = RiskClass.objects.filter(scheme=scheme, level__in=gone).values_list("level", flat=True)
    used = sorted(set(given.distinct()))
    if used:
        told = f"已有对象评为 {'、'.join(used)}，这些等级不能删去"
        raise DomainError("levels_used", told, "levels")
    scheme.combinations.filter(level__in=gone).delete()
    with writing_nothing_over(scheme, opened, facts_of, "这个方案"):
        return _written(scheme, "edit", by, name, levels, line, object_kinds, basis)


@action
def combine_classes(
    *,
    by: User,
    scheme: RiskScheme,
    combined: Mapping[tuple[str, str], str],
    opened: str | None = None,
) -> None:
    """Say what each pair of a generic and a professional level makes; the higher one is not kept.

    Raises ChangedMeanwhile where others said otherwise since ``opened``.
    """
    scheme = _in_use(by, scheme)
    generic = RiskScheme.generic()
    pairs = {(of_generic, level) for of_generic in generic.levels for level in scheme.levels}
    if scheme.is_generic or not set(combined) <= pairs:
        raise DomainError("no_such_pair", "类别与方案不符，请重新打开这一页")
    if not set(combined.values()) <= set(generic.levels):
        raise DomainError("no_such_level", f"组合后的类别只有 {'、'.join(generic.levels)}")
    with writing_nothing_over(scheme, opened, combination_facts_of, "这个组合"):
        scheme.combinations.all().delete()
        RiskCombination.objects.bulk_create(
            RiskCombination(scheme=scheme, generic_level=one, level=other, combined=made)
            for (one, other), made in sorted(combined.items())
            if made != higher(generic.levels, one, scheme.levels, other)
        )
    _record(scheme, "combine", by)


@action
def retire_risk_scheme(*, by: User, scheme: RiskScheme, reason: str) -> None:
    """Offer a scheme no more; the classes given stay."""
    scheme = _in_use(by, scheme)
    missing = reason_given(reason)
    if missing:
        raise DomainError("reason_missing", missing, "reason")
    if scheme.code == GENERIC:
        raise DomainError("generic_stays", "国家通用分类不能停用", "reason")
    scheme.retired_on = clock.today()
    scheme.save()
    _record(scheme, "retire", by, reason)


def _written(
    scheme: RiskScheme,
    verb: str,
    by: User,
    name: str,
    levels: Sequence[str],
    line: BusinessLine | None,
    object_kinds: Sequence[str],
    basis: str,
) -> RiskScheme:
    _require_levels(levels)
    if RiskScheme.objects.filter(name=name).exclude(pk=scheme.pk).exists():
        raise DomainError("name_taken", f"已有名为“{name}”的方案，请换一个名称", "name")
    if not scheme.is_generic and line is None:
        raise DomainError("line_missing", "专业型方案请选定业务条线", "line")
    scheme.name, scheme.levels, scheme.basis = name, list(levels), basis
    scheme.line = None if scheme.is_generic else line
    scheme.object_kinds = list(object_kinds)
    scheme.save()
    _record(scheme, verb, by)
    return scheme


def _require_levels(levels: Sequence[str]) -> None:
    if not _FEWEST <= len(levels) <= _MOST:
        raise DomainError("levels_number", f"请写 {_FEWEST} 至 {_MOST} 个等级，由低到高", "levels")
    strange = [level for level in levels if not _LEVEL.fullmatch(level)]
    if strange:
        told = f"等级“{strange[0]}”请写成大写字母或数字，最多 4 位，如 A、B、C、D"
        raise DomainError("level_malformed", told, "levels")
    if len(set(levels)) != len(levels):
        raise DomainError("level_twice", "有等级写了两次，请核对", "levels")


def _require_keeper(by: User) -> None:
    require(by, Permission.REGISTER_EDIT)
    if not sees_classes(by):
        raise Forbidden


def _in_use(by: User, scheme: RiskScheme) -> RiskScheme:
    _require_keeper(by)
    scheme = locked(scheme)
    if scheme.retired_on:
        raise DomainError("retired", "这个方案已经停用，不能再改")
    return scheme


def _record(scheme: RiskScheme, verb: str, by: User, reason: str = "") -> None:
    event = RiskSchemeChanged(
        subject=scheme.code, action=verb, levels=list(scheme.levels), reason=reason
    )
    record(event, by=by)
