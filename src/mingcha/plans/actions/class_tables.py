"""Setting and ending class tables (R-054, R-055)."""

from __future__ import annotations

from collections.abc import Mapping

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.audit.record import record
from mingcha.core.errors import Refusal
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.plans.events import ClassTableChanged
from mingcha.plans.frequencies import check_frequencies
from mingcha.plans.models import ClassTable
from mingcha.plans.ratios import check_ratios
from mingcha.registers.selectors.risk_classes import scheme_in_force


@action
def set_class_table(
    *,
    by: User,
    name: str,
    ratios: Mapping[str, str],
    basis: str,
    frequencies: Mapping[str, str] | None = None,
    example: str = "",
) -> ClassTable:
    """Keep a table for the actor's region, of the scheme by which the region classifies.

    Raises DomainError at ``ratios`` for levels of another scheme, and at ``ratios`` or
    ``frequencies`` for a higher risk that would be drawn less.
    """
    require(by, Permission.TARGET_EDIT)
    scheme = scheme_in_force(by.region)
    if scheme is None:
        told = "本地没有在用的风险分类方案，请先在参数中选定"
        raise DomainError("no_risk_scheme", told, "name")
    if not basis.strip():
        raise DomainError("basis_missing", "请写明依据，如文件名称和文号", "basis")
    if set(ratios) != set(scheme.levels):
        told = f"请给出全部类别（{'、'.join(scheme.levels)}）的比例"
        raise DomainError("ratios_incomplete", told, "ratios")
    try:
        check_ratios(ratios, scheme.levels)
    except Refusal as refusal:
        raise DomainError("ratio_wrong", refusal.message, "ratios") from refusal
    try:
        check_frequencies(frequencies or {}, scheme.levels)
    except Refusal as refusal:
        raise DomainError("frequency_wrong", refusal.message, "frequencies") from refusal
    if ClassTable.objects.filter(region=by.region, name=name, ended_on=None).exists():
        raise DomainError("name_taken", "已有同名的比例表，请改名或先停止原来的", "name")
    table = ClassTable.objects.create(
        region=by.region,
        name=name,
        scheme=scheme,
        ratios=dict(ratios),
        frequencies={level: text for level, text in (frequencies or {}).items() if text},
        basis=basis,
        example=example,
        set_by=by.username,
    )
    _record(table, "set_class_table", by)
    return table


@action
def end_class_table(*, by: User, table: ClassTable) -> None:
    """Let no further line take a table over; those that did stay as they are."""
    require(by, Permission.TARGET_EDIT)
    table = locked(table)
    if table.region_id != by.region_id:
        raise NotFound
    if table.ended_on is not None:
        raise DomainError("table_ended", "这张表已经停止，请刷新页面查看")
    table.ended_on = clock.today()
    table.save()
    _record(table, "end_class_table", by)


def _record(table: ClassTable, verb: str, by: User) -> None:
    record(ClassTableChanged(subject=table.name, action=verb, basis=table.basis), by=by)
